using Arbit.Workflows;
using Arbit.Workflows.Alerts;

namespace Arbit.Slow.Activities;

/// <summary>Tells a person: a line where the program's own words go, and the newest kept. Any thread.</summary>
/// <param name="output">Where the lines go.</param>
public sealed class AlertBoard(TextWriter output)
{
    private const int Kept = 100;

    private readonly Lock _gate = new();
    private readonly Queue<(string Key, Alert Alert)> _recent = new();

    /// <summary>Newest last.</summary>
    public IReadOnlyList<Alert> Recent
    {
        get
        {
            lock (_gate)
                return [.. _recent.Select(told => told.Alert)];
        }
    }

    public void Tell(Alert alert) => Tell(Guid.CreateVersion7().ToString(), alert);

    public void AddTo(ActivityTable table) => table.Add(AlertActivities.Tell, (call, alert, _) =>
    {
        Tell(call.Key, alert);
        return Task.FromResult(Done.It);
    });

    /// <summary>The call that is made again after an interruption is told once.</summary>
    private void Tell(string key, Alert alert)
    {
        lock (_gate)
        {
            if (_recent.Any(told => told.Key == key))
                return;
            _recent.Enqueue((key, alert));
            if (_recent.Count > Kept)
                _recent.Dequeue();
            output.WriteLine($"arbit: {Word(alert.Level)} ({alert.About}): {alert.Text.ReplaceLineEndings(" ")}");
        }
    }

    private static string Word(AlertLevel level) => level switch
    {
        AlertLevel.Notice => "note",
        AlertLevel.Question => "QUESTION",
        _ => "ALARM",
    };
}
