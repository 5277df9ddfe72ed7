namespace Arbit.EdgeRunner.Page.State;

/// <summary>One asset in one place.</summary>
public sealed record BalanceView
{
    /// <summary>A venue's account (its name), a wallet of it (<c>wallet:</c>), what is in transit (<c>transit:</c>), staked, lent, or the cold wallet.</summary>
    public required string Place { get; init; }

    public required string Asset { get; init; }

    public required decimal Free { get; init; }

    /// <summary>Claimed by open intents, and by the slow side's reservations.</summary>
    public required decimal Reserved { get; init; }

    public required decimal Total { get; init; }

    /// <summary>Null without a rate: no rate is guessed (lesson L29).</summary>
    public required decimal? ValueUsd { get; init; }
}
