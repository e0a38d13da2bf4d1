#include "viz/panels/markdown.hpp"

#include <md4c.h>

namespace coroscope::viz {

namespace {

class Reader {
public:
    std::vector<Block> blocks;

    void enter(MD_BLOCKTYPE type, void* detail) {
        if (type == MD_BLOCK_QUOTE) {
            ++quotes_;
        } else if (type == MD_BLOCK_UL) {
            lists_.push_back(0);
        } else if (type == MD_BLOCK_OL) {
            const auto* list = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
            lists_.push_back(static_cast<int>(list->start));
        } else if (type == MD_BLOCK_LI) {
            Block& item = add(BlockKind::item);
            item.level = static_cast<int>(lists_.size());
            item.number = lists_.back();
            lists_.back() += lists_.back() > 0 ? 1 : 0;
            fresh_item_ = true;
        } else if (type == MD_BLOCK_H) {
            const auto* heading = static_cast<MD_BLOCK_H_DETAIL*>(detail);
            add(BlockKind::heading).level = static_cast<int>(heading->level);
        } else if (type == MD_BLOCK_CODE) {
            add(BlockKind::code);
        } else if (type == MD_BLOCK_P && !fresh_item_) {
            add(BlockKind::paragraph);
        }
    }

    void leave(MD_BLOCKTYPE type) {
        if (type == MD_BLOCK_QUOTE) {
            --quotes_;
        } else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
            lists_.pop_back();
        } else if (type == MD_BLOCK_P || type == MD_BLOCK_LI) {
            fresh_item_ = false;
        }
    }

    void enter(MD_SPANTYPE type) {
        if (type == MD_SPAN_STRONG) {
            style_ = RunStyle::bold;
        } else if (type == MD_SPAN_EM) {
            style_ = RunStyle::emphasis;
        } else if (type == MD_SPAN_CODE) {
            style_ = RunStyle::code;
        }
    }

    void leave(MD_SPANTYPE) { style_ = RunStyle::plain; }

    void text(MD_TEXTTYPE type, std::string_view piece) {
        if (blocks.empty() || type == MD_TEXT_HTML) {
            return;  // comments are for the generator
        }
        Block& block = blocks.back();
        if (type == MD_TEXT_BR) {
            piece = "\n";
        } else if (type == MD_TEXT_SOFTBR) {
            piece = soft_break(block);
        }
        if (block.runs.empty() || block.runs.back().style != style_) {
            block.runs.push_back({style_, {}});
        }
        block.runs.back().text += piece;
    }

private:
    Block& add(BlockKind kind) {
        blocks.push_back({});
        blocks.back().kind = kind;
        blocks.back().quoted = quotes_ > 0;
        return blocks.back();
    }

    // Chinese lines are joined without a blank.
    static std::string_view soft_break(const Block& block) {
        if (block.runs.empty() || block.runs.back().text.empty()) {
            return {};
        }
        const auto last = static_cast<unsigned char>(block.runs.back().text.back());
        return last >= 0x80 ? "" : " ";
    }

    RunStyle style_ = RunStyle::plain;
    int quotes_ = 0;
    bool fresh_item_ = false;  // the paragraph of a list item continues the item's block
    std::vector<int> lists_;
};

}  // namespace

std::vector<Block> parse_markdown(std::string_view text) {
    Reader reader;
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTMLSPANS | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
        static_cast<Reader*>(self)->enter(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
        static_cast<Reader*>(self)->leave(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
        static_cast<Reader*>(self)->enter(type);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
        static_cast<Reader*>(self)->leave(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* self) {
        static_cast<Reader*>(self)->text(type, {piece, size});
        return 0;
    };
    md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &reader);
    return std::move(reader.blocks);
}

}  // namespace coroscope::viz
