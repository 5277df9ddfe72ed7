using Arbit.Money;
using Arbit.Strategy.Accumulation;

namespace Arbit.Tests.Strategy.Accumulation;

/// <summary>A-Bot's six seats (strategy.md, A-Bot).</summary>
public sealed class SeatsTests
{
    private static readonly (Asset Coin, Bps Yield)[] Offers =
        [(new("DOT"), Bps.From(1_200m)), (new("ATOM"), Bps.From(1_500m)), (new("ADA"), Bps.From(300m)), (new("SOL"), Bps.From(700m)), (new("APT"), Bps.From(700m)), (new("ETH"), Bps.From(350m)), (new("NEAR"), Bps.From(500m))];

    [Fact]
    public void With_all_empty_the_three_highest_yields_keep_seats_warm()
    {
        var look = Seats.None.OnLook(Offers);

        Assert.Equal("Buy 0 ATOM, Buy 1 DOT, Buy 2 APT", Text(look));
        Assert.Equal(3, look.After.Empty);
        Assert.Empty(look.After.OnLook(Offers).Actions);
    }

    [Fact]
    public void With_fewer_than_two_empty_the_first_warmers_go_until_two_are()
    {
        var seats = Seats.None.OnLook(Offers).After;
        foreach (var coin in new[] { "BTC", "LTC", "XRP" })
            seats = seats.OnBuy(new Asset(coin)).After;
        Assert.Equal(0, seats.Empty);

        var look = seats.OnLook(Offers);
        Assert.Equal("Sell 0 ATOM, Sell 1 DOT", Text(look));
        Assert.Equal(2, look.After.Empty);
    }

    [Fact]
    public void With_no_seat_free_the_first_warmer_makes_room()
    {
        var seats = Seats.None.OnLook(Offers).After;
        foreach (var coin in new[] { "BTC", "LTC", "XRP" })
            seats = seats.OnBuy(new Asset(coin)).After;

        Assert.Equal("Sell 0 ATOM, Buy 0 BNB", Text(seats.OnBuy(new Asset("BNB"))));
    }

    [Fact]
    public void With_no_seat_free_and_no_warmer_a_buy_is_refused_with_the_reason()
    {
        var seats = Full();

        Assert.Equal(SeatRefusal.NoSeat, seats.OnBuy(new Asset("BNB")).Refusal);
        Assert.Equal(SeatRefusal.HasSeat, seats.OnBuy(new Asset("C3")).Refusal);
        Assert.Equal(SeatRefusal.NotSeated, seats.OnSell(new Asset("BNB")).Refusal);
        Assert.Equal("Sell 3 C3", Text(seats.OnSell(new Asset("C3"))));
    }

    [Fact]
    public void A_warmer_that_a_signal_asks_for_stays_and_makes_room_no_more()
    {
        var bought = Seats.None.OnLook(Offers).After.OnBuy(new Asset("ATOM"));

        Assert.Equal("Keep 0 ATOM", Text(bought));
        Assert.Equal(SeatUse.Signal, bought.After.Taken[0].Use);
        Assert.Equal(3, bought.After.Empty);
    }

    [Fact]
    public void A_flip_to_gold_sells_the_warmers_first()
    {
        var seats = Seats.None.OnBuy(new Asset("BTC")).After.OnLook(Offers).After;

        var flip = seats.OnFlipToGold();
        Assert.Equal("Sell 1 ATOM, Sell 2 DOT, Sell 0 BTC", Text(flip));
        Assert.Equal(Seats.Count, flip.After.Empty);
    }

    [Theory]
    [InlineData("100", "16.66")]
    [InlineData("0", "0")]
    [InlineData("6.06", "1.01")]
    public void A_seat_costs_a_sixth_of_the_fuel(string fuel, string budget) => Assert.Equal(budget, Seats.Budget(Exact.Parse(fuel)).ToString());

    [Fact]
    public void The_first_twenty_thousand_states_that_can_be_reached_keep_the_rules()
    {
        // Seven coins, three of them stakable: all signals and looks from each state, nearest first. All states are too many: bounded, and said so.
        var coins = Enumerable.Range(0, 7).Select(i => new Asset($"C{i}")).ToList();
        var offers = coins[..3].Select((coin, i) => (coin, Bps.From(100m * (i + 1)))).ToList();
        HashSet<string> seen = new(StringComparer.Ordinal) { Key(Seats.None) };
        Queue<Seats> open = new([Seats.None]);
        while (seen.Count < 20_000 && open.TryDequeue(out var seats))
        {
            var decisions = coins.Select(seats.OnBuy).Concat(coins.Select(seats.OnSell)).Append(seats.OnLook(offers)).Append(seats.OnFlipToGold());
            foreach (var decision in decisions)
            {
                Check(seats, decision);
                if (seen.Add(Key(decision.After)))
                    open.Enqueue(decision.After);
            }

            CheckLook(seats, seats.OnLook(offers), offers.Count(offer => seats.Taken.All(seat => seat.Coin != offer.coin)));
            foreach (var coin in coins)
                CheckBuy(seats, coin);
        }

        Assert.True(seen.Count >= 20_000, $"{seen.Count} states");
    }

    [Fact]
    public void What_was_kept_is_checked_when_it_is_read()
    {
        var seats = Full();
        Assert.Equal(seats.Taken, Seats.Of(seats.Taken.Reverse(), seats.Next).Taken);
        Assert.Throws<ArgumentException>(() => Seats.Of([seats.Taken[0] with { Number = 6 }], 9));
        Assert.Throws<ArgumentException>(() => Seats.Of([seats.Taken[0], seats.Taken[1] with { Number = 0 }], 9));
        Assert.Throws<ArgumentException>(() => Seats.Of([seats.Taken[0], seats.Taken[1] with { Coin = seats.Taken[0].Coin }], 9));
        Assert.Throws<ArgumentException>(() => Seats.Of(seats.Taken, 2));
    }

    private static void Check(Seats before, SeatDecision decision)
    {
        // What the actions do, done by hand, comes to the state after; and that can be kept and read again.
        var coins = before.Taken.ToDictionary(seat => seat.Number, seat => seat.Coin);
        foreach (var action in decision.Actions)
        {
            if (action.Kind == SeatActionKind.Buy)
                coins.Add(action.Number, action.Coin);
            else
                Assert.Equal(action.Coin, coins[action.Number]);
            if (action.Kind == SeatActionKind.Sell)
                coins.Remove(action.Number);
        }

        Assert.Equal(coins.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)), decision.After.Taken.Select(seat => (seat.Number, seat.Coin)));
        Assert.Equal(Key(decision.After), Key(Seats.Of(decision.After.Taken, decision.After.Next)));
        Assert.True(decision.Refusal == SeatRefusal.None || (decision.Actions.Count == 0 && ReferenceEquals(before, decision.After)));
    }

    private static void CheckLook(Seats seats, SeatDecision look, int offered)
    {
        var warmers = seats.Taken.Count(seat => seat.Use == SeatUse.Warmer);
        var empty = seats.Empty > Seats.MostEmpty ? Math.Max(Seats.MostEmpty, seats.Empty - offered)
            : seats.Empty < Seats.LeastEmpty ? Math.Min(Seats.LeastEmpty, seats.Empty + warmers)
            : seats.Empty;
        Assert.Equal(empty, look.After.Empty);
        var sold = look.Actions.Where(action => action.Kind == SeatActionKind.Sell).Select(action => action.Coin);
        Assert.Equal(seats.Taken.Where(seat => seat.Use == SeatUse.Warmer).OrderBy(seat => seat.Since).Take(Math.Max(0, empty - seats.Empty)).Select(seat => seat.Coin), sold);
        Assert.All(look.Actions, action => Assert.Equal(SeatUse.Warmer, action.Use));
    }

    private static void CheckBuy(Seats seats, Asset coin)
    {
        var (held, warmer) = (seats.Taken.FirstOrDefault(seat => seat.Coin == coin), seats.Taken.Any(seat => seat.Use == SeatUse.Warmer));
        var refusal = held?.Use == SeatUse.Signal ? SeatRefusal.HasSeat : held is null && seats.Empty == 0 && !warmer ? SeatRefusal.NoSeat : SeatRefusal.None;
        var bought = seats.OnBuy(coin);
        Assert.Equal(refusal, bought.Refusal);
        Assert.True(refusal == SeatRefusal.NoSeat || bought.After.Taken.Single(seat => seat.Coin == coin).Use == SeatUse.Signal);
        Assert.Equal(seats.Empty - (held is null && seats.Empty > 0 ? 1 : 0), bought.After.Empty);
    }

    /// <summary>Two states are the same where their seats and the order of their turns are.</summary>
    private static string Key(Seats seats)
        => string.Join(' ', seats.Taken.Select(seat => $"{seat.Number}{seat.Coin}{seat.Use}{seats.Taken.Count(other => other.Since < seat.Since)}"));

    private static Seats Full() => Enumerable.Range(0, Seats.Count).Aggregate(Seats.None, (seats, i) => seats.OnBuy(new Asset($"C{i}")).After);

    private static string Text(SeatDecision decision) => string.Join(", ", decision.Actions.Select(action => $"{action.Kind} {action.Number} {action.Coin}"));
}
