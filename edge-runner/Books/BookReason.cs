namespace Arbit.EdgeRunner.Books;

/// <summary>Why a book is not proven. A closed list.</summary>
public enum BookReason : byte
{
    None,

    /// <summary>The venue needs a snapshot, and none has come.</summary>
    AwaitingSnapshot,

    /// <summary>A snapshot is there; no diff has yet shown that the stream goes on from it.</summary>
    AwaitingBridge,

    /// <summary>The snapshot is older than the first diff that was kept: another is needed.</summary>
    SnapshotTooOld,

    /// <summary>The subscription was given up.</summary>
    Unsubscribed,

    /// <summary>A diff is missing.</summary>
    SequenceGap,

    /// <summary>The venue's checksum is not the book's.</summary>
    ChecksumFailed,

    /// <summary>The best bid is not below the best ask.</summary>
    Crossed,

    /// <summary>Nothing came within the staleness limit.</summary>
    Silent,

    /// <summary>The best price has left what the snapshot proved.</summary>
    OutOfRange,

    /// <summary>The connection is gone.</summary>
    Disconnected,

    /// <summary>Diffs came faster than they could be taken, and some had to be dropped.</summary>
    QueueOverflow,

    /// <summary>A price or quantity has no place at any scale that holds the rest of the book.</summary>
    NumberRange,
}
