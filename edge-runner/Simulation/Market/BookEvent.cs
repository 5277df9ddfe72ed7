namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// One thing that happened in a book, in order. <see cref="Sequence"/> rises by one with every <see cref="BookEventKind.Change"/>
/// and <see cref="BookEventKind.Nothing"/>. For <see cref="BookEventKind.Best"/>, <see cref="Level"/> is the bid and
/// <see cref="Ask"/> the ask; for a trade, <see cref="Side"/> is the taker's.
/// </summary>
public readonly record struct BookEvent(
    BookEventKind Kind, SimulatedSide Side, Level Level, long Sequence, Level Ask = default, long TradeId = 0);
