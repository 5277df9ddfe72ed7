using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Lease;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Arbit.EdgeRunner.Live.Lease;

/// <summary>
/// Leases as blobs. The blob says who holds it, as in every store; the service's own lease on the blob lets nobody but the holder write it. Who
/// takes over one that has run out breaks the old lease first, and only where nobody has written since it was read: of two that do, the
/// service lets one write.
/// </summary>
/// <param name="container">Shared by all who want the leases; it exists.</param>
/// <param name="time">Its clock.</param>
public sealed class BlobLeaseStore(BlobContainerClient container, TimeProvider time) : ILeaseStore
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, LeaseWatch> _watches = new(StringComparer.Ordinal);

    public Task<LeaseAnswer> AcquireAsync(string name, LeaseTerms terms, long leastEpoch, CancellationToken cancellation) => AskAsync(async () =>
    {
        var watch = WatchOf(name);
        var seen = await ReadAsync(name, cancellation);
        var isOver = seen is not null && watch.Remaining(seen.Record) <= TimeSpan.Zero;
        if (LeaseRecord.Take(seen?.Record, terms, leastEpoch, isOver, time.GetUtcNow()) is not { } taken)
            return seen!.Record.Answer(isHolder: false, watch.Remaining(seen.Record));
        if (await TryTakeAsync(name, seen, taken, cancellation))
            return taken.Answer(isHolder: true, watch.Remaining(taken));

        // A write whose answer was lost looks like another's: what is there tells.
        var winner = await ReadAsync(name, cancellation) ?? throw Gone(name);
        return winner.Record.Answer(winner.Record == taken, watch.Remaining(winner.Record));
    });

    public Task<LeaseAnswer> RenewAsync(string name, LeaseTerms terms, long epoch, bool hasWaited, CancellationToken cancellation) => AskAsync(async () =>
    {
        var watch = WatchOf(name);
        var seen = await ReadAsync(name, cancellation) ?? throw Gone(name);
        if (seen.Record.IsOf(terms, epoch))
        {
            var renewed = seen.Record.Renew(terms, hasWaited, time.GetUtcNow());
            if (await TryHoldAsync(name, seen, cancellation) && await TryWriteAsync(name, renewed, seen.ETag, cancellation))
                return renewed.Answer(isHolder: true, watch.Remaining(renewed));
            seen = await ReadAsync(name, cancellation) ?? throw Gone(name);
            if (seen.Record == renewed)
                return renewed.Answer(isHolder: true, watch.Remaining(renewed));
        }

        return seen.Record.Answer(isHolder: false, watch.Remaining(seen.Record));
    });

    public Task ReleaseAsync(string name, LeaseTerms terms, long epoch, CancellationToken cancellation) => AskAsync(async () =>
    {
        if (await ReadAsync(name, cancellation) is not { } seen || !seen.Record.IsOf(terms, epoch))
            return false;
        if (await TryHoldAsync(name, seen, cancellation) && await TryWriteAsync(name, seen.Record.Release(), seen.ETag, cancellation))
            await TriedAsync(() => LeaseOf(name, seen.Record).ReleaseAsync(cancellationToken: cancellation));
        return true;
    });

    private LeaseWatch WatchOf(string name) => _watches.GetOrAdd(name, _ => new LeaseWatch(time));

    private BlobClient BlobOf(string name) => container.GetBlobClient($"{name}.lease");

    private BlobLeaseClient LeaseOf(string name, LeaseRecord record) => BlobOf(name).GetBlobLeaseClient(IdOf(record));

    /// <summary>The service wants an identifier: a holder's is made of its name and epoch, so that it needs not be remembered.</summary>
    private static string IdOf(LeaseRecord record) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{record.Epoch} {record.Terms.Owner}")).AsSpan(0, 16)).ToString();

    private static LeaseStoreException Gone(string name) => new($"The lease {name} is gone: it must not be deleted while anything uses it; end all of them and start anew.");

    private async Task<Seen?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var blob = await BlobOf(name).DownloadContentAsync(cancellation);
            var record = JsonSerializer.Deserialize<LeaseRecord>(blob.Value.Content) ?? throw new JsonException("it is empty");
            return new Seen(record, blob.Value.Details.ETag);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new LeaseStoreException($"The lease {name} is damaged: end everything that uses it, and only then delete the blob.", e);
        }
    }

    private async Task<bool> TryTakeAsync(string name, Seen? seen, LeaseRecord taken, CancellationToken cancellation)
    {
        if (seen is null)
        {
            // It is there or it is not: of two that write it first, one does. Whoever reads it before it is leased finds it held.
            var first = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            return await TriedAsync(() => BlobOf(name).UploadAsync(Written(taken), first, cancellation))
                && await TriedAsync(() => LeaseOf(name, taken).AcquireAsync(Duration(taken), cancellationToken: cancellation));
        }

        var unchanged = new RequestConditions { IfMatch = seen.ETag };
        await TriedAsync(() => LeaseOf(name, seen.Record).BreakAsync(TimeSpan.Zero, unchanged, cancellation));
        return await TriedAsync(() => LeaseOf(name, taken).AcquireAsync(Duration(taken), unchanged, cancellation))
            && await TryWriteAsync(name, taken, seen.ETag, cancellation);
    }

    /// <summary>Renews the service's lease, or takes it again under the same identifier where it ran out and nobody wrote since.</summary>
    private async Task<bool> TryHoldAsync(string name, Seen seen, CancellationToken cancellation)
        => await TriedAsync(() => LeaseOf(name, seen.Record).RenewAsync(cancellationToken: cancellation))
            || await TriedAsync(() => LeaseOf(name, seen.Record).AcquireAsync(Duration(seen.Record), new RequestConditions { IfMatch = seen.ETag }, cancellation));

    private Task<bool> TryWriteAsync(string name, LeaseRecord record, ETag seen, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = IdOf(record), IfMatch = seen } };
        return TriedAsync(() => BlobOf(name).UploadAsync(Written(record), options, cancellation));
    }

    private static BinaryData Written(LeaseRecord record) => BinaryData.FromObjectAsJson(record);

    private static TimeSpan Duration(LeaseRecord record) => TimeSpan.FromSeconds(Math.Ceiling(Math.Clamp(record.Terms.Ttl.TotalSeconds, Shortest.TotalSeconds, Longest.TotalSeconds)));

    /// <summary>False where another was first.</summary>
    private static async Task<bool> TriedAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is RequestFailedException or IOException or Azure.Identity.AuthenticationFailedException or AggregateException)
        {
            throw new LeaseStoreException($"The lease's blob cannot be reached: {e.Message.Split('\n')[0]}", e);
        }
    }

    private sealed record Seen(LeaseRecord Record, ETag ETag);
}
