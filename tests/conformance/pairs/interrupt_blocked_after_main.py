import asyncio
import time


async def leftover():
    try:
        time.sleep(2)
        print("slept")
    except KeyboardInterrupt:
        print("broken off")


async def main():
    asyncio.create_task(leftover())


asyncio.run(main())
