namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>Something on its way into the copy.</summary>
/// <param name="Epoch">Of the lease that was held.</param>
/// <param name="Content">A record, or the book.</param>
/// <param name="IsFirst">It is the book, with which a copy begins.</param>
/// <param name="Number">How much had been handed over with it.</param>
internal readonly record struct CopyEntry(long Epoch, byte[] Content, bool IsFirst, long Number);
