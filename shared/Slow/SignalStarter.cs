using System.Collections.Concurrent;
using Arbit.Signals;
using Arbit.State;
using Arbit.Strategy;
using Arbit.Workflows;
using Arbit.Workflows.Signals;

namespace Arbit.Slow;

/// <summary>
/// Begins a workflow for each stored signal, once: its id is the signal's. What was stored before the program ended and had not begun is
/// found in the store at the next start, so an answer of 200 is a promise (lesson L32).
/// </summary>
public sealed class SignalStarter(IStateStore store, ModeTable modes)
{
    private const int Page = 200;

    /// <summary>More wait in the store, and are looked for there.</summary>
    private const int MostInMemory = 4096;

    private static readonly SignalKind[] Kinds = [SignalKind.Macro, SignalKind.Abot];

    private readonly ConcurrentQueue<Signal> _stored = new();

    /// <summary>Found begun, so that the host is not asked again each time that the store is looked through; those of a process are few.</summary>
    private readonly ConcurrentDictionary<string, byte> _begun = new(StringComparer.Ordinal);

    private int _mustLook = 1;

    public bool HasWork => !_stored.IsEmpty || Volatile.Read(ref _mustLook) == 1;

    /// <summary>One was stored just now. Any thread.</summary>
    public void Stored(Signal signal)
    {
        if (_stored.Count < MostInMemory)
            _stored.Enqueue(signal);
        else
            Volatile.Write(ref _mustLook, 1);
    }

    /// <summary>The next turn looks through the store: where signals are stored by more processes than one, or one could be lost between them.</summary>
    public void LookAgain() => Volatile.Write(ref _mustLook, 1);

    public async Task BeginAsync(IWorkflowHost host, CancellationToken cancellation)
    {
        // Peeked, so that what could not be begun is there the next time.
        while (_stored.TryPeek(out var signal))
        {
            await BeginAsync(host, signal, cancellation);
            _stored.TryDequeue(out _);
        }

        if (Interlocked.Exchange(ref _mustLook, 0) == 1)
            await LookAsync(host, cancellation);
    }

    /// <summary>Begins one that has just been stored, at once; one that was begun is not begun again.</summary>
    public async Task BeginAsync(IWorkflowHost host, Signal signal, CancellationToken cancellation)
    {
        if (!Kinds.Contains(signal.Kind))
            return;
        var task = PersonsFlip.ModeOf(signal) is { } wanted
            ? new SignalTask(signal, wanted, PersonsFlip.ByOf(signal))
            : new SignalTask(signal, signal.Kind == SignalKind.Macro ? modes.ModeOf(signal) : null, $"{signal.Action} {signal.Ticker}");
        await host.StartAsync(new SignalWorkflow(), SignalWorkflow.InstanceOf(signal), task, cancellation);
    }

    private async Task LookAsync(IWorkflowHost host, CancellationToken cancellation)
    {
        try
        {
            foreach (var kind in Kinds)
            {
                var from = "";
                IReadOnlyList<StateRow> rows;
                do
                {
                    rows = await store.ListAsync(SignalIntake.Table, SignalIntake.PartitionOf(kind), from, Page, cancellation);
                    foreach (var signal in rows.Select(row => WorkflowJson.Read<Signal>(row.Json)))
                    {
                        var instance = SignalWorkflow.InstanceOf(signal);
                        if (_begun.ContainsKey(instance))
                            continue;
                        if (await host.FindAsync(instance, cancellation) is null)
                            await BeginAsync(host, signal, cancellation);
                        _begun[instance] = 0;
                    }

                    from = rows.Count == 0 ? from : rows[^1].Row + "\0";
                }
                while (rows.Count == Page);
            }
        }
        catch
        {
            Volatile.Write(ref _mustLook, 1);
            throw;
        }
    }
}
