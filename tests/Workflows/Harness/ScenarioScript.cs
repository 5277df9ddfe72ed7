namespace Arbit.Tests.Workflows.Harness;

/// <summary>The order of what happens in a scenario, on whatever host: timers before what is said at the same time, and the world before its script.</summary>
internal sealed class ScenarioScript(Scenario scenario, ScriptedWorld world, DateTimeOffset begin)
{
    private int _next;

    /// <param name="timerAt">When the host's next timer is due; null where there is none.</param>
    /// <returns>Null where nothing happens any more.</returns>
    public ScenarioStep? Next(DateTimeOffset? timerAt)
    {
        var told = _next < scenario.Events.Count ? begin + scenario.Events[_next].After : default(DateTimeOffset?);
        if (world.NextMailAt is { } mail && !(told < mail) && !(timerAt < mail))
        {
            var (message, arrived) = world.NextMail();
            return new ScenarioStep(mail, host => message.RaiseAsync(host), arrived);
        }

        if (timerAt is { } due && !(told < due))
            return new ScenarioStep(due, RaiseAsync: null, Arrived: null);
        var number = _next;
        return told is not { } at ? null : new ScenarioStep(
            at,
            async host => Assert.True(await scenario.Events[number].RaiseAsync(host), $"Nobody was there for event {number}."),
            () => _next++);
    }
}
