using System.Globalization;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>
/// The person of a simulated year: answers questions some hours after they were asked, says no now and then, presses the sweep once a
/// month, and presses some things twice. It speaks to the slow side as the page does, over the bus.
/// </summary>
internal sealed class YearPerson(YearPlan plan, IEventBus bus)
{
    private const int SweepDay = 3;
    private const int SweepHour = 10;

    private readonly SeededRandom _random = new(plan.SeedOf(YearChance.Person));
    private readonly SortedDictionary<string, (DateTimeOffset At, string Question)> _answersAt = new(StringComparer.Ordinal);
    private DateTimeOffset _sweepAt = FirstSweep(YearPlan.Start);
    private int _requests;

    public long Approved { get; private set; }

    public long Refused { get; private set; }

    public DateTimeOffset NextAt
    {
        get
        {
            var next = _sweepAt;
            foreach (var (at, _) in _answersAt.Values)
                next = at < next ? at : next;
            return next;
        }
    }

    /// <summary>Reads what waits for an answer; a question that is asked anew is thought about anew.</summary>
    public void Look(IEnumerable<WorkflowView> workflows, DateTimeOffset now)
    {
        var asking = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var view in workflows.Where(view => view.State == WorkflowState.Running && view.Status is { NeedsDecision: true }))
            asking[view.InstanceId] = view.Status!.Question ?? "";
        foreach (var gone in _answersAt.Where(waits => asking.GetValueOrDefault(waits.Key) != waits.Value.Question).Select(waits => waits.Key).ToList())
            _answersAt.Remove(gone);
        foreach (var (instance, question) in asking)
            _answersAt.TryAdd(instance, (now.AddMinutes(_random.Between(20, 8 * 60)), question));
    }

    public async Task ActAsync(DateTimeOffset now)
    {
        foreach (var (instance, _) in _answersAt.Where(waits => waits.Value.At <= now).ToList())
        {
            _answersAt.Remove(instance);
            var approves = !_random.Chance(150_000);
            (Approved, Refused) = approves ? (Approved + 1, Refused) : (Approved, Refused + 1);
            await AskAsync(approves ? PersonWish.Approve : PersonWish.Refuse, instance, now);
        }

        if (now < _sweepAt)
            return;
        _sweepAt = FirstSweep(_sweepAt.AddDays(20));
        await AskAsync(PersonWish.Sweep, "", now);
    }

    private static DateTimeOffset FirstSweep(DateTimeOffset after)
    {
        var at = new DateTimeOffset(after.Year, after.Month, SweepDay, SweepHour, 0, 0, TimeSpan.Zero);
        return at > after ? at : at.AddMonths(1);
    }

    private async Task AskAsync(PersonWish wish, string target, DateTimeOffset now)
    {
        var request = string.Create(CultureInfo.InvariantCulture, $"person-{++_requests}");
        var message = MessageCodec.Wrap(new PersonAsked(now, request, wish, target, "person"), request, $"person/{wish}");
        await bus.SendAsync(Hub.Facts, message, CancellationToken.None);
        if (_random.Chance(200_000))
            await bus.SendAsync(Hub.Facts, message, CancellationToken.None);
    }
}
