using Arbit.Messages;
using Arbit.State;

namespace Arbit.Live.Events;

/// <summary>How a group reads a hub.</summary>
/// <param name="Places">Where its places are kept; null for one that is told everything anew and reads only what comes from now on.</param>
/// <param name="Right">Without it nothing is read; null where several may read.</param>
public sealed record ReadingTerms(IStateStore? Places, IReadingRight? Right);
