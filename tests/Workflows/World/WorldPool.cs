using Arbit.Accounts;
using Arbit.Money;
using Arbit.Workflows.Idle;

namespace Arbit.Tests.Workflows.World;

/// <summary>A lending pool and the chain wallet beside it: a move is done once under its id, and answers can be lost.</summary>
internal sealed class WorldPool
{
    public static readonly Asset Dollar = new("USDC");
    public static readonly Asset Coin = new("POL");

    private static readonly Amount Gas = Amount.Parse("0.02");

    private readonly Dictionary<string, LendingMove> _moves = new(StringComparer.Ordinal);

    public Amount InWallet { get; set; }

    public Amount Supplied { get; set; }

    public Amount Coins { get; set; }

    /// <summary>A year's, of what is supplied.</summary>
    public string YieldBps { get; init; } = "600";

    /// <summary>Until then answers are lost; what was asked is done.</summary>
    public DateTimeOffset UnheardUntil { get; set; }

    /// <summary>Nothing reaches the chain, and nobody answers.</summary>
    public bool IsAway { get; init; }

    /// <summary>The chain turns every move down.</summary>
    public bool Refuses { get; init; }

    /// <summary>How often a move changed anything.</summary>
    public int Moves => _moves.Count;

    public LendingState Read() => new(Dollar, Bps.From(decimal.Parse(YieldBps, System.Globalization.CultureInfo.InvariantCulture)), InWallet, Supplied, Gas, Coin);

    public LendingMove Supply(LendingOrder order, DateTimeOffset now) => Move(order, order.Amount, now);

    public LendingMove Withdraw(LendingOrder order, DateTimeOffset now) => Move(order, -order.Amount, now);

    private LendingMove Move(LendingOrder order, Amount supplied, DateTimeOffset now)
    {
        if (Refuses)
            throw new FundingRefusedException("the chain turned it down");
        if (IsAway)
            throw new FundingUnansweredException("the node does not answer");

        if (!_moves.TryGetValue(order.Id, out var move))
        {
            move = new LendingMove($"0x{order.Id}", order.Amount, Gas);
            _moves.Add(order.Id, move);
            (InWallet, Supplied, Coins) = (InWallet - supplied, Supplied + supplied, Coins - Gas);
        }

        if (now < UnheardUntil)
            throw new FundingUnansweredException("the node does not answer");
        return move;
    }
}
