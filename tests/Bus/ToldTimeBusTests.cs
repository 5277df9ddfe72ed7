using Arbit.EdgeRunner.Bus;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Bus;

/// <summary>The bus in told time: everything happens because somebody lets it, and a seed does the same every time.</summary>
public sealed class ToldTimeBusTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Everything_is_doubled_keys_overtake_each_other_and_a_seed_does_the_same_every_time()
    {
        var seed = unchecked((int)Seeds.Current);
        output.WriteLine($"seed {seed}");
        var first = await RunAsync(seed);
        Assert.Equal(first, await RunAsync(seed));
        Assert.NotEqual(first, await RunAsync(seed + 1));
        Assert.Equal(120, first.Count);
        Assert.All(first.CountBy(id => id, StringComparer.Ordinal), id => Assert.Equal(2, id.Value));
        Assert.NotEqual(first.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), first.Distinct(StringComparer.Ordinal));
    }

    private static async Task<List<string>> RunAsync(int seed)
    {
        var time = new ManualTime();
        await using var bus = new InProcessBus(new MemoryBusStore(), time, new BusFaults(seed, 1000, 500, TimeSpan.FromSeconds(5)));
        var heard = new List<string>();
        await using var subscription = bus.Subscribe(Hub.Commands, "g", (message, _) =>
        {
            heard.Add(message.Id);
            return Task.CompletedTask;
        });
        foreach (var number in Enumerable.Range(0, 60))
            await bus.SendAsync(Hub.Commands, MessageCodec.Wrap(new Release($"{number:D2}", time.GetUtcNow(), "r"), time.GetUtcNow()) with { Key = $"k{number % 6}" }, CancellationToken.None);
        await bus.TurnAsync();
        while (bus.NextDue() is { } due)
        {
            time.Advance(due - time.GetUtcNow());
            await bus.TurnAsync();
        }

        return heard;
    }
}
