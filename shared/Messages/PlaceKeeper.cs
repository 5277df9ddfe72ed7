using Arbit.State;
using Arbit.Workflows;

namespace Arbit.Messages;

/// <summary>How far a group has got in one partition of a hub: kept after the effect, never before it, and never moved back.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="hub">The hub.</param>
/// <param name="group">Whose place.</param>
/// <param name="partition">Where.</param>
/// <param name="time">The clock.</param>
public sealed class PlaceKeeper(IStateStore store, Hub hub, string group, string partition, TimeProvider time)
{
    private const string Table = "places";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly string _owner = $"{hub}/{group}";
    private KeptPlace? _kept;
    private string? _etag;

    /// <summary>Why a place could not be kept; null where all is well. Any thread.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where to go on behind; null where nothing was ever handled.</summary>
    public async Task<KeptPlace?> ReadAsync(CancellationToken cancellation)
    {
        var row = await store.FindAsync(Table, _owner, partition, cancellation);
        (_kept, _etag) = row is null ? (null, null) : (WorkflowJson.Read<KeptPlace>(row.Json), row.ETag);
        return _kept;
    }

    /// <summary>It is kept when this returns; tried again for as long as the store does not answer.</summary>
    /// <exception cref="IOException">Another reader has kept a place meanwhile: this one is no longer the only one.</exception>
    public async Task KeepAsync(ReceivedMessage behind, CancellationToken cancellation)
    {
        await _alone.WaitAsync(cancellation);
        try
        {
            while (_kept is null || _kept.Number < behind.Number)
            {
                if (await TryKeepAsync(new KeptPlace(behind.Number, behind.Offset), cancellation))
                    return;
                await Task.Delay(Pause, time, cancellation);
            }
        }
        finally
        {
            _alone.Release();
        }
    }

    private async Task<bool> TryKeepAsync(KeptPlace place, CancellationToken cancellation)
    {
        bool isKept;
        try
        {
            var json = WorkflowJson.Write(place);
            isKept = _etag is null
                ? await store.TryInsertAsync(Table, _owner, partition, json, cancellation)
                : await store.TryReplaceAsync(Table, _owner, partition, json, _etag, cancellation);
            var row = await store.FindAsync(Table, _owner, partition, cancellation);
            var found = row is null ? null : WorkflowJson.Read<KeptPlace>(row.Json);

            // A write whose answer was lost looks like another's: what is there tells.
            isKept |= found == place;
            if (isKept)
                (_kept, _etag, Problem) = (place, row!.ETag, null);
        }
        catch (IOException e)
        {
            Problem = $"the place in {_owner}/{partition} cannot be kept: {e.Message}";
            return false;
        }

        return isKept ? true : throw new IOException($"another reader keeps the place of {_owner}/{partition}");
    }
}
