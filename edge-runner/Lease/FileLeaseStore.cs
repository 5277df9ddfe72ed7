using Arbit.EdgeRunner.Journal;

namespace Arbit.EdgeRunner.Lease;

/// <summary>
/// Leases as files of one folder, between the processes of one machine: a lock file that one process at a time has open, and
/// beside it the lease, replaced whole. Network file systems without locks do not protect.
/// </summary>
/// <param name="folder">Shared by all who want the leases; made where it is absent.</param>
/// <param name="time">Its clock.</param>
public sealed class FileLeaseStore(string folder, TimeProvider time) : ILeaseStore
{
    private const int Attempts = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly Dictionary<string, LeaseWatch> _watches = new(StringComparer.Ordinal);

    public Task<LeaseAnswer> AcquireAsync(string name, LeaseTerms terms, long leastEpoch, CancellationToken cancellation)
        => LockedAsync(
            name,
            (path, watch) =>
            {
                var current = LeaseFile.Read(path);
                var isOver = current is not null && watch.Remaining(current) <= TimeSpan.Zero;
                if (LeaseRecord.Take(current, terms, leastEpoch, isOver, time.GetUtcNow()) is not { } taken)
                    return current!.Answer(isHolder: false, watch.Remaining(current));
                LeaseFile.Write(path, taken);
                return taken.Answer(isHolder: true, watch.Remaining(taken));
            },
            cancellation);

    public Task<LeaseAnswer> RenewAsync(string name, LeaseTerms terms, long epoch, bool hasWaited, CancellationToken cancellation)
        => LockedAsync(
            name,
            (path, watch) =>
            {
                var current = LeaseFile.Read(path) ?? throw new LeaseStoreException($"The lease {path} is gone: it must not be deleted while anything uses it; end all of them and start anew.");
                if (!current.IsOf(terms, epoch))
                    return current.Answer(isHolder: false, watch.Remaining(current));
                var renewed = current.Renew(terms, hasWaited, time.GetUtcNow());
                LeaseFile.Write(path, renewed);
                return renewed.Answer(isHolder: true, watch.Remaining(renewed));
            },
            cancellation);

    public Task ReleaseAsync(string name, LeaseTerms terms, long epoch, CancellationToken cancellation)
        => LockedAsync(
            name,
            (path, _) =>
            {
                if (LeaseFile.Read(path) is { } current && current.IsOf(terms, epoch))
                    LeaseFile.Write(path, current.Release());
                return true;
            },
            cancellation);

    private async Task<T> LockedAsync<T>(string name, Func<string, LeaseWatch, T> work, CancellationToken cancellation)
    {
        await _alone.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var path = Path.Combine(folder, name + ".lease");
            using var alone = await LockAsync(path + ".lock", cancellation).ConfigureAwait(false);
            if (!_watches.TryGetValue(name, out var watch))
                _watches[name] = watch = new LeaseWatch(time);

            // A disk that hangs must not hang whoever asks: the asker gives up, and its guard runs out.
            return await Task.Run(() => work(path, watch), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LeaseStoreException($"The lease in {folder} cannot be reached: {e.Message}", e);
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <summary>Others have it open for as long as a small file takes to be written.</summary>
    private async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return ExclusiveFile.Open(path);
            }
            catch (DataDirectoryInUseException e)
            {
                if (attempt == Attempts)
                    throw new LeaseStoreException($"{path} was in use for {Attempts * Pause.TotalMilliseconds:0} ms: a process that has it open may be stopped.", e);
            }

            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }
}
