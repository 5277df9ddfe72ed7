using Arbit.EdgeRunner.Execution.Auctions;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Execution.Auctions;

/// <summary>Auctions over random markets and a venue that does everything wrong: what must hold at every moment of every one.</summary>
public sealed class AuctionPropertyTests(ITestOutputHelper output)
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000 * Millisecond;
    private const long AnswerDeadline = 2 * Second;
    private const int Runs = 3_000;

    private static readonly Instrument Instrument = new(
        new Venue("alpha"), Symbol.Parse("PAXG/USDT"), "PAXGUSDT", Price.Parse("0.01"), Quantity.Parse("0.001"), Quantity.Parse("0.01"), Notional.Parse("5"), FeeSchedule.PaperDefault);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_ever_bought_twice_or_past_the_worst_price_and_the_pace_is_kept(bool sliced)
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}, {Runs} auctions");
        var ends = new Dictionary<AuctionEnd, int>();
        var (orders, fills) = (0, 0m);
        for (var run = 0; run < Runs; run++)
        {
            var random = new Random(unchecked((int)Seeds.Current) + run);
            var trial = new Trial(random, sliced, new FickleVenue.Temper(random.Next(20, 400), random.Next(0, 200), random.Next(0, 200), random.Next(0, 300), random.Next(0, 500)));
            var end = trial.Run($"run {run}");
            ends[end] = ends.GetValueOrDefault(end) + 1;
            orders += trial.Venue.Orders.Count;
            fills += trial.Venue.Filled;
        }

        output.WriteLine($"{orders} orders, {fills} filled, {string.Join(", ", ends.OrderBy(e => e.Key).Select(e => $"{e.Key} {e.Value}"))}");
        Assert.True(ends.GetValueOrDefault(AuctionEnd.Filled) > Runs / 20, "hardly an auction was filled: the market of this test is wrong");
        Assert.True(ends.GetValueOrDefault(AuctionEnd.Deadline) > 0);
        Assert.Equal(0, ends.GetValueOrDefault(AuctionEnd.Contradiction));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_a_venue_that_behaves_all_of_it_is_filled(bool sliced)
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        for (var run = 0; run < 300; run++)
        {
            var trial = new Trial(new Random(unchecked((int)Seeds.Current) + run), sliced, FickleVenue.Temper.Kind, isQuiet: true);
            var end = trial.Run($"run {run}");
            var left = trial.Total - trial.Venue.Filled;
            Assert.True(end == AuctionEnd.Filled ? left == 0 : end == AuctionEnd.BelowMinimum && left < 0.01m, $"run {run}: {end}, {left} left");
        }
    }

    /// <summary>One auction from its begin to its end.</summary>
    private sealed class Trial
    {
        private readonly Random _random;
        private readonly ChaseTerms _terms;
        private readonly IAuctionPlan _plan;
        private readonly bool _isQuiet;
        private readonly decimal _mostSlice;
        private readonly decimal _worst;
        private long _now = 1_000 * Second;
        private long _lastPlaced = long.MinValue / 2;
        private decimal _middle = 2_400m;
        private AuctionState _state = AuctionState.Begin(Quantity.Zero, 0);

        public Trial(Random random, bool sliced, FickleVenue.Temper temper, bool isQuiet = false)
        {
            _random = random;
            _isQuiet = isQuiet;
            var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
            Total = random.Next(10, 5_000) / 1000m;
            _worst = _middle + ((side == Side.Buy ? 1 : -1) * random.Next(isQuiet ? 200 : -30, 300) / 100m);
            _terms = new ChaseTerms(Instrument, side, new Price(Exact.FromDecimal(_worst)))
            {
                MoveInterval = random.Next(1, 2_000) * Millisecond,
                RestsFor = random.Next(isQuiet ? 2 : 0, 20) * Second,
                CrossesAtDeadline = isQuiet || random.Next(2) == 0,
                MaxCrossings = isQuiet ? 1_000 : random.Next(1, 6),
                CancelInterval = random.Next(100, 2_000) * Millisecond,
            };
            _mostSlice = sliced ? random.Next(100, 2_000) / 1000m : Total;
            var total = new Quantity(Exact.FromDecimal(Total));
            var slices = new SliceSize(new Quantity(Exact.FromDecimal(_mostSlice)), Bps.From(5_000m));
            _plan = sliced ? new Iceberg(_terms, total, slices, (isQuiet ? 100_000 : random.Next(0, 60)) * Second) : new LimitChase(_terms, total);
            Venue = new FickleVenue(random, Instrument, side, temper) { Placed = OnPlaced };
        }

        public decimal Total { get; }

        public FickleVenue Venue { get; }

        public AuctionEnd Run(string name)
        {
            Venue.Now = _now;
            MoveMarket();
            var auction = new Auction(_plan, Venue, _now);
            var looks = 0;
            while (auction.End is null)
            {
                Assert.True(looks++ < 200_000, $"{name} never ends");
                _now += _random.Next(1, 300) * Millisecond;
                MoveMarket();
                Venue.Advance(_now, (ordinal, reply) => auction.OnReply(ordinal, reply, _now));
                Venue.LookUp(auction.State, AnswerDeadline);
                _state = auction.State;
                AssertPure(auction.State);
                auction.Look(Venue.Book, _now);
                Verify(auction, name);
            }

            // What is still in the post when it ended tells of fills that count, and makes nothing begin again.
            var orders = Venue.Orders.Count;
            for (var i = 0; i < 20; i++)
            {
                _now += Second;
                Venue.Advance(_now, (ordinal, reply) => auction.OnReply(ordinal, reply, _now));
                auction.Look(Venue.Book, _now);
            }

            Assert.Equal(orders, Venue.Orders.Count);
            Assert.DoesNotContain(Venue.Orders, order => order.IsLive);
            Assert.True(auction.Filled.Value.ToDecimal() <= Total, $"{name}: filled {auction.Filled} of {Total}");
            Assert.Equal(Venue.Filled, auction.Filled.Value.ToDecimal());
            return auction.End.Value;
        }

        private void MoveMarket()
        {
            _middle += _isQuiet ? _random.Next(-1, 2) / 100m : _random.Next(-20, 21) / 100m;
            if (_isQuiet)
                _middle = Math.Clamp(_middle, 2_399.5m, 2_400.5m);
            var half = _random.Next(1, 20) / 200m;
            Price At(decimal price) => new(Exact.FromDecimal(Math.Round(price, 3)));
            Quantity Depth() => new(Exact.FromDecimal(_random.Next(_isQuiet ? 500 : 0, 4_000) / 1000m));
            Venue.Book = !_isQuiet && _random.Next(20) == 0 ? AuctionBook.Unusable : new AuctionBook(At(_middle - half), At(_middle + half), Depth(), Depth());
        }

        private void OnPlaced(AuctionOrder order)
        {
            var (price, quantity) = (order.Price.Value.ToDecimal(), order.Quantity.Value.ToDecimal());
            Assert.True(Venue.Book.IsUsable, "placed on a book that is not proven");
            Assert.True(_terms.Side == Side.Buy ? price <= _worst : price >= _worst, $"{price} is past {_worst}");
            Assert.Equal(0, price % 0.01m);
            Assert.Equal(0, quantity % 0.001m);
            Assert.True(quantity >= 0.01m && price * quantity >= 5m, $"{quantity} at {price} is below the minimum");
            Assert.True(_now - _lastPlaced >= _terms.MoveInterval, "faster than its pace");
            _lastPlaced = _now;
            if (!order.IsCrossing)
                Assert.True(_terms.Side == Side.Buy ? order.Price < Venue.Book.Ask : order.Price > Venue.Book.Bid, "a resting order would cross");
            Assert.DoesNotContain(_state.Orders, known => !known.IsTerminal);
            Assert.True(_state.Counted(_now, _terms.SettlesFor) + order.Quantity <= new Quantity(Exact.FromDecimal(Total)), "more than the total is ordered");
            Assert.True(quantity <= _mostSlice + 0.02m, $"{quantity} is more than a slice of {_mostSlice}");
        }

        private void AssertPure(AuctionState state)
        {
            var book = Venue.Book;
            Assert.Equal(_plan.Decide(state, in book, _now).Step, _plan.Decide(state, in book, _now).Step);
        }

        private void Verify(Auction auction, string name)
        {
            Assert.True(Venue.Exposure <= Total, $"{name}: {Venue.Exposure} of {Total} could be filled");
            Assert.True(auction.State.Orders.Count(order => !order.IsTerminal) <= 1);
            Assert.All(auction.State.Orders, order => Assert.True(order.Filled.Value.ToDecimal() <= Venue.Orders[order.Ordinal - 1].Filled));
            if (auction.End is not null)
                Assert.Null(auction.State.Open);
        }
    }
}
