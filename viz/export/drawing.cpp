#include "viz/export/drawing.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <unordered_map>
#include <utility>

namespace coroscope::viz {

namespace {

template <class T>
bool same_bytes(const std::vector<T>& a, const std::vector<T>& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

bool same_piece(const Piece& a, const Piece& b) {
    return a.texture == b.texture && a.first == b.first && a.count == b.count &&
           a.clip.min.x == b.clip.min.x && a.clip.min.y == b.clip.min.y &&
           a.clip.max.x == b.clip.max.x && a.clip.max.y == b.clip.max.y;
}

void append(Drawing& drawing, const ImDrawList& list) {
    const auto first_vertex = static_cast<std::uint32_t>(drawing.vertices.size());
    drawing.vertices.insert(drawing.vertices.end(), list.VtxBuffer.begin(), list.VtxBuffer.end());
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.ElemCount == 0 || command.UserCallback != nullptr) {
            continue;
        }
        const ImVec4& clip = command.ClipRect;
        drawing.pieces.push_back({{{clip.x, clip.y}, {clip.z, clip.w}},
                                  texture_of(command.TextureId),
                                  drawing.indices.size(),
                                  command.ElemCount});
        const std::span<const ImDrawIdx> indices{list.IdxBuffer.Data + command.IdxOffset,
                                                 command.ElemCount};
        for (const ImDrawIdx index : indices) {
            drawing.indices.push_back(first_vertex + command.VtxOffset + index);
        }
    }
}

}  // namespace

ImTextureID texture_id(std::size_t texture) {
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture + 1));
}

std::size_t texture_of(ImTextureID id) {
    return static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(id)) - 1;
}

bool Drawing::same_picture(const Drawing& other) const {
    return size.x == other.size.x && size.y == other.size.y && ground == other.ground &&
           textures == other.textures && same_bytes(vertices, other.vertices) &&
           same_bytes(indices, other.indices) &&
           std::ranges::equal(pieces, other.pieces, same_piece);
}

Drawing drawing_of(const ImDrawData& data, const TextLog& log, ImU32 ground,
                   std::shared_ptr<const Textures> textures) {
    Drawing drawing;
    drawing.size = data.DisplaySize;
    drawing.ground = ground;
    drawing.textures = std::move(textures);
    std::unordered_map<const ImDrawList*, std::size_t> begins;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        begins[data.CmdLists[i]] = drawing.indices.size();
        append(drawing, *data.CmdLists[i]);
    }
    for (LettersRecord letters : log.letters) {
        const auto begin = begins.find(letters.list);
        if (begin == begins.end()) {
            continue;  // of a window that is not shown
        }
        letters.first_index += static_cast<int>(begin->second);
        letters.list = nullptr;
        drawing.letters.push_back(std::move(letters));
    }
    std::ranges::sort(drawing.letters, {}, &LettersRecord::first_index);
    return drawing;
}

}  // namespace coroscope::viz
