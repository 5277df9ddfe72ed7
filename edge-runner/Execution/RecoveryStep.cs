namespace Arbit.EdgeRunner.Execution;

/// <summary>What is done about an exposure now.</summary>
public enum RecoveryStep : byte
{
    /// <summary>An order closes it.</summary>
    Send,

    /// <summary>Its book is not usable; it is looked at again.</summary>
    Wait,

    /// <summary>It is less than the venue lets trade.</summary>
    TooSmall,
}
