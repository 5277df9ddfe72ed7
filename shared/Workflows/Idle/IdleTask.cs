using Arbit.Money;

namespace Arbit.Workflows.Idle;

/// <summary>What is to be done about idle dollars.</summary>
/// <param name="Wish">A look by the rule, or a person's own wish.</param>
/// <param name="Amount">For a person's wish; null for all.</param>
public sealed record IdleTask(IdleWish Wish, Amount? Amount);

/// <summary>A closed set.</summary>
public enum IdleWish
{
    /// <summary>Supplies what lies in the chain wallet, if that pays.</summary>
    Look,

    Deposit,
    Withdraw,
}

/// <summary>What came of it.</summary>
public sealed record IdleOutcome(Amount Moved, string Text) : IOutcome;
