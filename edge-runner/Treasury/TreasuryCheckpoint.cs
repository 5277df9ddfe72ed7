using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>What the slow side has claimed, set and asked, as a segment of the intent log begins. Times are Unix nanoseconds.</summary>
public sealed record TreasuryCheckpoint(
    ModeLevel? Mode,
    IReadOnlyList<Reservation> Reservations,
    IReadOnlyList<TakenTrade> Trades,
    IReadOnlyList<GivenAnswer> Answers,
    IReadOnlyList<KnownMove> Moves)
{
    public IReadOnlyList<KnownFees> Fees { get; init; } = [];
}

/// <summary>What a venue was read to charge.</summary>
public sealed record KnownFees(Venue Venue, IReadOnlyList<PairFee> Fees);

/// <summary>A trade on command that has not been answered yet.</summary>
public sealed record TakenTrade(long Time, Trade Command);

/// <summary>What a command was answered, for when it comes again.</summary>
public sealed record GivenAnswer(long Time, EdgeFact Answer);

/// <summary>Money that went from one place to another a short while ago: a venue's report may not know it yet.</summary>
public sealed record KnownMove(long Time, string From, string To, Asset Asset, Amount Amount, Amount Fee);
