using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation.Year;
using Arbit.EdgeRunner.Venues;
using Arbit.Markets;

namespace Arbit.Tests.Simulation.Year;

public sealed class CoarseMarketTests
{
    private static readonly YearPlan Plan = new(SettingsReader.Read(SettingsOverrides.None), 7, 1);

    [Fact]
    public void Every_book_that_is_shown_is_read_whole_proven_and_not_crossed()
    {
        var market = new CoarseMarket(Plan.SeedOf(YearChance.Market), Plan.Universe, YearPlan.Start);
        market.MoveTo(YearPlan.Start.AddHours(5));
        for (var index = 0; index < Plan.Universe.Count; index++)
        {
            var item = Plan.Universe[index];
            var codec = new CoarseCodec(new Venue(item.Venue));
            var feed = codec.Follow(item.VenueSymbol);
            var outcome = codec.Decode(market.Show(index));
            Assert.Equal(FrameKind.Book, outcome.Kind);
            Assert.Equal(BookState.Proven, feed.Book.State);
            Assert.True(feed.Book.Bids.Count >= 10 && feed.Book.Asks.Count >= 10, $"{item.VenueSymbol} is thin");
            Assert.True(feed.Book.BidPrice > 0 && feed.Book.BidPrice < feed.Book.AskPrice, $"{item.VenueSymbol} is crossed");
        }
    }

    [Fact]
    public void A_frame_that_is_cut_off_changes_no_book()
    {
        var market = new CoarseMarket(1, Plan.Universe, YearPlan.Start);
        var item = Plan.Universe[0];
        var codec = new CoarseCodec(new Venue(item.Venue));
        var feed = codec.Follow(item.VenueSymbol);
        codec.Decode(market.Show(0));
        var (bid, sequence) = (feed.Book.BidPrice, feed.Book.Sequence);
        market.MoveTo(YearPlan.Start.AddHours(9));
        Assert.Equal(FrameKind.Malformed, codec.Decode(market.Show(0).AsSpan()[..^3].ToArray()).Kind);
        Assert.Equal((bid, sequence), (feed.Book.BidPrice, feed.Book.Sequence));
    }

    [Fact]
    public void The_same_seed_shows_the_same_books()
    {
        byte[] Shown()
        {
            var market = new CoarseMarket(3, Plan.Universe, YearPlan.Start);
            market.MoveTo(YearPlan.Start.AddDays(40));
            return market.Show(2);
        }

        Assert.Equal(Shown(), Shown());
    }
}
