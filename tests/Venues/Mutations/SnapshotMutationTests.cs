using System.Text;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Venues.Mutations;

/// <summary>Spoilt snapshots: none throws, and one that is malformed leaves a usable book as it was.</summary>
public sealed class SnapshotMutationTests(ITestOutputHelper output)
{
    private const int Seed = 8_128;
    private const int Snapshots = 60_000;

    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void NoSpoiltSnapshotThrowsOrIsHalfLoaded(string venue)
    {
        output.WriteLine($"seed {Seed}");
        var frames = SequencedFrames.Of(venue);
        var body = Encoding.UTF8.GetBytes(frames.Snapshot(10, "[\"100.5\",\"1.5\"],[\"100\",\"2\"]", "[\"101\",\"2\"],[\"102.25\",\"0.0001\"]"));
        var diff = Encoding.UTF8.GetBytes(frames.Diff(11, 11, "[\"99\",\"3\"]", ""));
        var mutator = new FrameMutator(new Random(Seed));
        var codec = CodecDrive.Codec(venue);
        var feed = codec.Follow(frames.Symbol);
        var before = "";
        var loaded = 0;
        for (var i = 0; i < Snapshots; i++)
        {
            if (!feed.Book.IsUsable)
            {
                codec = CodecDrive.Codec(venue);
                feed = codec.Follow(frames.Symbol);
                codec.Load(feed, body);
                codec.Decode(diff);
                before = feed.Book.Describe();
            }

            mutator.Mutate(body, diff);
            var outcome = codec.Load(feed, mutator.Frame);
            if (outcome.Kind == FrameKind.Malformed)
            {
                Assert.NotEqual(FrameFault.None, outcome.Fault);
                Assert.True(before == feed.Book.Describe(), $"mutation {i}: {Encoding.Latin1.GetString(mutator.Frame)}");
                continue;
            }

            // Loaded, it waits for its bridge; whatever it holds, nobody may use it yet.
            loaded++;
            Assert.Equal((FrameKind.Book, BookState.Unproven, BookReason.AwaitingBridge), (outcome.Kind, feed.Book.State, feed.Book.Reason));
        }

        Assert.InRange(loaded, 1_000, Snapshots - 1_000);
    }
}
