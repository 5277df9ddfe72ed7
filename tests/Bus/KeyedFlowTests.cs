using System.Collections.Concurrent;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.Messages;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Bus;

/// <summary>The flow of a partition: order in a key, none between keys, and a place that nothing unhandled is behind.</summary>
public sealed class KeyedFlowTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_place_kept_never_passes_what_is_not_handled_however_the_handlers_take_turns()
    {
        var seed = unchecked((int)Seeds.Current);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var gates = Enumerable.Range(0, 200).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var handled = new ConcurrentDictionary<long, bool>();
        var kept = new ConcurrentQueue<long>();
        var inOrder = new ConcurrentDictionary<string, ConcurrentQueue<long>>(StringComparer.Ordinal);
        var all = new TaskCompletionSource();
        await using var flow = new KeyedFlow(
            async (message, cancellation) =>
            {
                await gates[message.Number].Task.WaitAsync(cancellation);
                inOrder.GetOrAdd(message.Key, _ => new ConcurrentQueue<long>()).Enqueue(message.Number);
                handled[message.Number] = true;
            },
            (message, _) =>
            {
                Assert.All(Enumerable.Range(0, (int)message.Number + 1), number => Assert.True(handled.ContainsKey(number)));
                kept.Enqueue(message.Number);
                if (message.Number == gates.Length - 1)
                    all.SetResult();
                return Task.CompletedTask;
            },
            most: gates.Length);
        foreach (var number in Enumerable.Range(0, gates.Length))
            await flow.AddAsync(At(number, $"k{random.Next(7)}"), default);
        foreach (var number in Enumerable.Range(0, gates.Length).OrderBy(_ => random.Next()))
            gates[number].SetResult();
        await all.Task.WaitAsync(Patience);
        Assert.Equal(gates.Length - 1, kept.Max());
        Assert.All(inOrder.Values, numbers => Assert.Equal(numbers.Order(), numbers));
    }

    [Fact]
    public async Task No_more_are_under_way_than_there_is_room_for()
    {
        var release = new TaskCompletionSource();
        await using var flow = new KeyedFlow((_, _) => release.Task, (_, _) => Task.CompletedTask, most: 2);
        await flow.AddAsync(At(0, "a"), default);
        await flow.AddAsync(At(1, "b"), default);
        var third = flow.AddAsync(At(2, "c"), default);
        Assert.False(third.IsCompleted);
        release.SetResult();
        await third.WaitAsync(Patience);
    }

    [Fact]
    public async Task Broken_off_nothing_of_the_key_overtakes_and_no_place_is_kept()
    {
        var kept = 0;
        var begun = new TaskCompletionSource();
        var second = false;
        var flow = new KeyedFlow(
            (message, cancellation) =>
            {
                second |= message.Number == 1;
                begun.TrySetResult();
                return Task.Delay(Timeout.Infinite, cancellation);
            },
            (_, _) =>
            {
                kept++;
                return Task.CompletedTask;
            },
            most: 8);
        await flow.AddAsync(At(0, "k"), default);
        await flow.AddAsync(At(1, "k"), default);
        await begun.Task.WaitAsync(Patience);
        await flow.DisposeAsync();
        Assert.Equal((false, 0), (second, kept));
    }

    [Fact]
    public async Task A_place_is_never_moved_back_and_another_reader_that_keeps_one_is_noticed()
    {
        using var store = new SqliteStateStore(":memory:", SqliteSafety.Nothing);
        var one = new PlaceKeeper(store, Hub.Commands, "edge", "0", TimeProvider.System);
        Assert.Null(await one.ReadAsync(default));
        await one.KeepAsync(At(7, "k"), default);
        await one.KeepAsync(At(3, "k"), default);
        var other = new PlaceKeeper(store, Hub.Commands, "edge", "0", TimeProvider.System);
        Assert.Equal(new KeptPlace(7, "700"), await other.ReadAsync(default));
        await other.KeepAsync(At(8, "k"), default);
        await Assert.ThrowsAsync<IOException>(() => one.KeepAsync(At(9, "k"), default));
        Assert.Equal(new KeptPlace(8, "800"), await one.ReadAsync(default));
    }

    private static ReceivedMessage At(long number, string key) => new("0", number, $"{number * 100}", key, null, "", "", null);
}
