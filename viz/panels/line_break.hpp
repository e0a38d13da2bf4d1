// Where a line of Chinese and Latin text may end.
#pragma once

namespace coroscope::viz {

/// True where a line may end between these two characters: after blanks and beside Chinese ones,
/// never before 。，；：）」 and never after （「.
bool may_break_between(unsigned before, unsigned after);

}  // namespace coroscope::viz
