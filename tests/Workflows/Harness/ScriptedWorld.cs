using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

/// <summary>
/// What activities act upon; it goes on while hosts are killed. Each activity takes effect once under its key, as the real ones must,
/// and every call is kept.
/// </summary>
public class ScriptedWorld
{
    private readonly Dictionary<string, object?> _results = new(StringComparer.Ordinal);
    private readonly List<(ActivityCall Call, string Activity, string Input, DateTimeOffset At)> _calls = [];
    private readonly List<string> _effects = [];
    private readonly List<(ScriptedMail Mail, DateTimeOffset Due)> _mail = [];

    /// <summary>What hosts are given.</summary>
    public ActivityTable Activities { get; } = new();

    /// <summary>Every call that reached it, again and again where it was made again.</summary>
    public IReadOnlyList<(ActivityCall Call, string Activity, string Input, DateTimeOffset At)> Calls => _calls;

    /// <summary>What took effect, in its order: key, activity, input and result.</summary>
    public IReadOnlyList<string> Effects => _effects;

    /// <summary>The scenario's time: told by whoever runs it.</summary>
    public DateTimeOffset Now { get; internal set; }

    /// <summary>When the next thing that it says is due; null where it has nothing to say.</summary>
    internal DateTimeOffset? NextMailAt => _mail.Count == 0 ? null : _mail.Min(mail => mail.Due);

    /// <summary>What has to hold in the end, however often it was killed; and what belongs to the end state, in words.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">It does not.</exception>
    public virtual string Demand() => "";

    /// <summary>The first of what is due, and how to say that it has arrived.</summary>
    internal (ScriptedMail Mail, Action Arrived) NextMail()
    {
        var first = _mail.MinBy(mail => mail.Due);
        return (first.Mail, () => _mail.Remove(first));
    }

    /// <summary>Tells an instance something after a while. Like a bus, it says it until it has arrived.</summary>
    protected void Post(ScriptedMail mail, TimeSpan after) => _mail.Add((mail, Now + after));

    /// <param name="activity">Which.</param>
    /// <param name="answer">Its result, or throws; by the attempt where it is to go well in the end.</param>
    public ScriptedWorld Answer<TIn, TOut>(Activity<TIn, TOut> activity, Func<ActivityCall, TIn, TOut> answer)
    {
        Activities.Add(activity, (call, input, _) =>
        {
            var json = WorkflowJson.Write(input);
            _calls.Add((call, activity.Name, json, Now));
            if (_results.TryGetValue(call.Key, out var before))
                return Task.FromResult((TOut)before!);
            var result = answer(call, input);
            _results.Add(call.Key, result);
            _effects.Add($"{call.Key} {activity.Name} {json} {WorkflowJson.Write(result)}");
            return Task.FromResult(result);
        });
        return this;
    }
}
