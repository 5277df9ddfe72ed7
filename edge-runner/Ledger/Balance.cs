using Arbit.Money;

namespace Arbit.EdgeRunner.Ledger;

/// <summary>Of one asset at one place.</summary>
public sealed class Balance
{
    /// <summary>Nobody has claimed it.</summary>
    public Amount Free { get; internal set; }

    /// <summary>Claimed by an order, a conversion or a transfer.</summary>
    public Amount Reserved { get; internal set; }

    public Amount Total => Free + Reserved;
}
