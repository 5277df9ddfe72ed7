namespace Arbit.EdgeRunner.Page.State;

/// <summary>The capital and the bots' shares of it, in the mode that is on. Shares in per cent.</summary>
public sealed record FuelView
{
    /// <summary>Everything but the cold wallet, as last measured.</summary>
    public required decimal CapitalUsd { get; init; }

    public required decimal QBotUsd { get; init; }

    public required decimal QBotShare { get; init; }

    /// <summary>Set aside for the bot: Q-Bot leaves it alone.</summary>
    public required decimal ABotShare { get; init; }

    public required decimal ABotUsd { get; init; }

    /// <summary>Set aside for the bot: Q-Bot leaves it alone.</summary>
    public required decimal GBotShare { get; init; }

    public required decimal GBotUsd { get; init; }

    /// <summary>How Q-Bot's fuel is divided.</summary>
    public required IReadOnlyList<StrategyFuelView> Strategies { get; init; }
}
