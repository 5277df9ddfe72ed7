namespace Arbit.EdgeRunner.Engine;

/// <summary>What can happen to the engine. Everything that it decides on is one of these, and is recorded as such.</summary>
public enum EventKind : byte
{
    /// <summary>A frame from a venue's stream. Source: the venue's place in the configuration.</summary>
    Frame = 1,

    /// <summary>A snapshot that was fetched: the instrument's venue symbol, a zero byte, the body.</summary>
    Snapshot = 2,

    /// <summary>A connection changed its state: one byte, then the problem in words.</summary>
    Connection = 3,

    /// <summary>A gateway's word on an order, as JSON.</summary>
    Reply = 4,

    /// <summary>Time passed.</summary>
    Timer = 5,

    /// <summary>A person's or the program's wish, as JSON.</summary>
    Command = 6,

    /// <summary>Frames of a venue had to be dropped: its books break.</summary>
    Overflow = 7,

    /// <summary>What a venue says of the account, as JSON.</summary>
    Account = 8,

    /// <summary>The lease was got, is waited for or was lost, as JSON.</summary>
    Lease = 9,

    /// <summary>What venues say of their wallets, network by network, as JSON.</summary>
    Wallets = 12,

    /// <summary>The slow side's command, in its envelope as the bus carried it.</summary>
    Instruction = 13,

    /// <summary>Whether a real account is let orders out to, as JSON.</summary>
    Standing = 14,

    /// <summary>What a real account pays, as it was read from it, as JSON.</summary>
    Fees = 15,
}
