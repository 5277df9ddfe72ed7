using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Wire;
using Xunit.Abstractions;

namespace Arbit.Tests.Venues.Mutations;

/// <summary>
/// A million spoilt frames: no exception leaves the codec, no book is half-applied, what is no JSON is never applied, and what is
/// JSON is never called none. One class a venue, so that they run beside each other.
/// </summary>
public abstract class MutationTests(string venue, ITestOutputHelper output)
{
    private const int Frames = 1_000_000;
    private const int Seed = 20_261_121;

    // Refusing costs System.Text.Json an exception and comparing a book costs dictionaries: every so many only.
    private const int RefusalSample = 60;
    private const int BookSample = 20;

    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1000 };

    private readonly long[] _kinds = new long[Enum.GetValues<FrameKind>().Length];
    private readonly long[] _faults = new long[Enum.GetValues<FrameFault>().Length];
    private long _compared;

    [Fact]
    public void NoSpoiltFrameThrowsOrLeavesABookHalfApplied()
    {
        var rigs = MutationFrames.RigsOf(venue);
        var random = new Random(Seed);
        var mutator = new FrameMutator(random);
        output.WriteLine($"{venue}: {Frames:N0} mutations of {rigs.Count} frames, seed {Seed}");
        for (var i = 0; i < Frames; i++)
        {
            var rig = rigs[random.Next(rigs.Count)];
            mutator.Mutate(rig.Frame, rigs[random.Next(rigs.Count)].Frame);
            try
            {
                Check(rig, mutator, i);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {Seed}, mutation {i}: {e.Message}\n{Encoding.Latin1.GetString(mutator.Frame)}\n{e.StackTrace}");
            }
        }

        output.WriteLine(string.Join(", ", Enum.GetValues<FrameKind>().Select(kind => $"{kind} {_kinds[(int)kind]:N0}")));
        output.WriteLine(string.Join(", ", Enum.GetValues<FrameFault>().Where(fault => fault != FrameFault.None).Select(fault => $"{fault} {_faults[(int)fault]:N0}")));
        output.WriteLine($"{_compared:N0} applied frames compared with System.Text.Json's reading");
        Assert.True(_compared > 1_000);
    }

    private void Check(MutationRig rig, FrameMutator mutator, int i)
    {
        var outcome = rig.Codec.Decode(mutator.Buffer, mutator.Length);
        _kinds[(int)outcome.Kind]++;
        _faults[(int)outcome.Fault]++;
        switch (outcome.Kind)
        {
            case FrameKind.Malformed:
                Ensure(outcome.Fault != FrameFault.None, "malformed for no reason");
                Ensure(rig.IsUntouched(), "a malformed frame changed the book");
                if (outcome.Fault is FrameFault.NotJson or FrameFault.Truncated && i % RefusalSample == 0)
                    Ensure(!IsJson(mutator.Frame), $"JSON was called {outcome.Fault}");
                return;
            case FrameKind.Ignored or FrameKind.Control or FrameKind.Refused or FrameKind.Instruments:
                Ensure(IsJson(mutator.Frame), "no JSON was passed over as if it were");
                Ensure(rig.IsUntouched(), $"a frame that is {outcome.Kind} changed the book");
                return;
            case FrameKind.Book:
                Ensure(IsJson(mutator.Frame), "no JSON was applied");
                var reference = i % BookSample == 0 ? rig.Before() : null;
                if (reference is not null && reference.TryApply(venue, mutator.Frame.ToArray(), rig.Feed.Depth))
                {
                    Ensure(reference.IsSameAs(rig.Feed.Book), "the book is not what System.Text.Json reads in the frame");
                    _compared++;
                }

                break;
            default:
                Ensure(IsJson(mutator.Frame), $"no JSON was taken for {outcome.Kind}");
                Ensure(rig.HasSameLevels(), $"a frame that is {outcome.Kind} changed a level");
                break;
        }

        // Trades and duplicates leave nothing but their count.
        if (outcome.Kind is FrameKind.Trade or FrameKind.Duplicate && rig.Feed.Book.PriceDecimals == OrderBook.InitialDecimals && rig.Feed.Book.QuantityDecimals == OrderBook.InitialDecimals)
            rig.Remember();
        else
            rig.Restore();
    }

    private static void Ensure(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }

    private static bool IsJson(ReadOnlySpan<byte> frame)
    {
        try
        {
            var reader = new Utf8JsonReader(frame, Deep);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
