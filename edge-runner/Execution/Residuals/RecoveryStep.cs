namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>What is done about an exposure now. A closed set.</summary>
public enum RecoveryStep : byte
{
    /// <summary>An order closes it, or a part of it.</summary>
    Send,

    /// <summary>No way is open just now: books are not usable, or the wallets are empty; it is looked at again.</summary>
    Wait,

    /// <summary>It is less than any venue lets trade: it is held, in the residual ledger.</summary>
    TooSmall,
}
