import asyncio
import time


async def leftover():
    try:
        time.sleep(2)
        print("slept")
    finally:
        print("over")


async def main():
    asyncio.create_task(leftover())


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
