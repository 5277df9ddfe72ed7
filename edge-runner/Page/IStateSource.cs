using Arbit.EdgeRunner.Page.State;

namespace Arbit.EdgeRunner.Page;

/// <summary>What the page, the health endpoints and the metrics read from.</summary>
public interface IStateSource
{
    /// <summary>
    /// The newest snapshot that the engine published. Reading it never waits and never makes the engine wait: it is one
    /// reference, exchanged whole. A new snapshot is a new object; the stream takes the same object for "nothing new".
    /// </summary>
    StateView Current { get; }
}
