using Arbit.Workflows;

namespace Arbit.Live.Durable;

/// <summary>
/// What a run of an instance begins with. Text and counts only, so that whatever serializer a worker has hands them on unchanged. The
/// counts go on through all its runs, so that keys and ids never come twice.
/// </summary>
/// <param name="Workflow">Its name.</param>
/// <param name="Version">The one that the instance began with.</param>
/// <param name="Input">JSON.</param>
/// <param name="Calls">Activities that were called before.</param>
/// <param name="Ids">Ids that were given out before.</param>
/// <param name="Events">That nobody has taken, in the order of arrival.</param>
/// <param name="Received">The ids of the mails that came last, oldest first.</param>
/// <param name="Status">As it last said, JSON; null before that.</param>
/// <param name="RunsWithoutWait">So many runs before this one came to their end without a wait.</param>
public sealed record DurableStart(
    string Workflow,
    int Version,
    string Input,
    int Calls,
    int Ids,
    IReadOnlyList<UntakenEvent> Events,
    IReadOnlyList<string> Received,
    string? Status,
    int RunsWithoutWait);
