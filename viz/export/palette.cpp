#include "viz/export/palette.hpp"

#include <algorithm>
#include <cmath>

namespace coroscope::viz {

namespace {

std::uint32_t key_of(const Rgb& c) {
    return static_cast<std::uint32_t>(c[0] << 16 | c[1] << 8 | c[2]);
}
Rgb colour_of(std::uint32_t key) {
    return {static_cast<std::uint8_t>(key >> 16), static_cast<std::uint8_t>(key >> 8),
            static_cast<std::uint8_t>(key)};
}

// How unlike two colours are to the eye, which sees green best.
int distance(const Rgb& a, const Rgb& b) {
    const int red = a[0] - b[0];
    const int green = a[1] - b[1];
    const int blue = a[2] - b[2];
    return 3 * red * red + 6 * green * green + 2 * blue * blue;
}

struct Counted {
    Rgb colour{};
    std::size_t pixels = 0;
};

// Colours that become one.
struct Group {
    std::vector<Counted> members;

    [[nodiscard]] std::size_t pixels() const {
        std::size_t sum = 0;
        for (const Counted& each : members) {
            sum += each.pixels;
        }
        return sum;
    }

    [[nodiscard]] Rgb average() const {
        std::array<double, 3> sum{};
        for (const Counted& each : members) {
            for (std::size_t i = 0; i < 3; ++i) {
                sum[i] += static_cast<double>(each.colour[i]) * static_cast<double>(each.pixels);
            }
        }
        Rgb mean{};
        for (std::size_t i = 0; i < 3; ++i) {
            mean[i] = static_cast<std::uint8_t>(
                std::lround(sum[i] / static_cast<double>(std::max<std::size_t>(1, pixels()))));
        }
        return mean;
    }

    // The channel in which its colours differ most, and by how much.
    [[nodiscard]] std::pair<std::size_t, int> spread() const {
        std::pair<std::size_t, int> widest{0, -1};
        for (std::size_t i = 0; i < 3; ++i) {
            const auto [low, high] = std::ranges::minmax_element(
                members, {}, [&](const Counted& each) { return each.colour[i]; });
            const int range = high->colour[i] - low->colour[i];
            if (range > widest.second) {
                widest = {i, range};
            }
        }
        return widest;
    }

    // How much there is to win by dividing it: a rare colour may be far off, a frequent one not.
    [[nodiscard]] double variety() const {
        return members.size() < 2 ? -1
                                  : static_cast<double>(spread().second) *
                                        std::sqrt(static_cast<double>(pixels()));
    }
};

Group halved(Group& group) {
    const std::size_t channel = group.spread().first;
    std::ranges::sort(group.members, {}, [&](const Counted& each) { return each.colour[channel]; });
    // Where half of the pixels are passed, but never so that one side is empty.
    const std::size_t half = group.pixels() / 2;
    std::size_t passed = 0;
    std::size_t cut = 0;
    while (cut + 1 < group.members.size() && (cut == 0 || passed < half)) {
        passed += group.members[cut++].pixels;
    }
    Group upper;
    const auto middle = group.members.begin() + static_cast<std::ptrdiff_t>(cut);
    upper.members.assign(middle, group.members.end());
    group.members.erase(middle, group.members.end());
    return upper;
}

std::vector<Counted> counted(std::span<const Image> pictures) {
    std::unordered_map<std::uint32_t, std::size_t> pixels;
    for (const Image& image : pictures) {
        for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
            ++pixels[key_of({image.rgb[i], image.rgb[i + 1], image.rgb[i + 2]})];
        }
    }
    std::vector<Counted> colours;
    for (const auto& [key, count] : pixels) {
        colours.push_back({colour_of(key), count});
    }
    // The table has no order of its own; the file has to be the same every time.
    std::ranges::sort(colours, {}, [](const Counted& each) { return key_of(each.colour); });
    return colours;
}

}  // namespace

Palette::Palette(std::span<const Image> pictures) {
    std::vector<Group> groups(1);
    groups.front().members = counted(pictures);
    while (groups.size() < most) {
        const auto widest = std::ranges::max_element(groups, {}, &Group::variety);
        if (widest->variety() < 0) {
            break;  // every colour has its own
        }
        Group upper = halved(*widest);
        groups.push_back(std::move(upper));
    }
    for (const Group& group : groups) {
        colours_.push_back(group.average());
    }
}

std::uint8_t Palette::nearest(const Rgb& colour) {
    const auto [place, is_new] = known_.try_emplace(key_of(colour), std::uint8_t{0});
    if (is_new) {
        const auto found = std::ranges::min_element(
            colours_, {}, [&](const Rgb& each) { return distance(each, colour); });
        place->second = static_cast<std::uint8_t>(found - colours_.begin());
    }
    return place->second;
}

}  // namespace coroscope::viz
