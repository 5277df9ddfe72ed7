using System.Runtime.InteropServices;

namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// One venue's order book for one symbol: real levels that follow an anchor price, with every change, trade and new best
/// quote of the last step in <see cref="Events"/>. It is never crossed and never without a side, at no single change.
/// </summary>
public sealed class SimulatedBook
{
    // Levels put at once behind a best price that jumped: enough for a checksum over ten and for any depth rule.
    private const int LevelsAfterJump = 14;

    private readonly SeededRandom random;
    private readonly LevelLadder bids = new(SimulatedSide.Bid);
    private readonly LevelLadder asks = new(SimulatedSide.Ask);
    private readonly List<BookEvent> events = [];
    private readonly long nothingShare;
    private int levelsWanted;
    private Level lastBid, lastAsk;
    private long bandMilliBps;
    private long changeCredit, tradeCredit;
    private bool uncommitted;

    internal SimulatedBook(SimulatedInstrument instrument, SeededRandom random, long firstSequence, long anchorMilliTicks)
    {
        Instrument = instrument;
        this.random = random;
        Sequence = firstSequence;
        LastTradeId = firstSequence / 16;
        nothingShare = Calibration.NothingShare(instrument.Venue);
        Fill(anchorMilliTicks);
        LastTrade = Bid;
    }

    public SimulatedInstrument Instrument { get; }

    public LevelLadder Bids => bids;

    public LevelLadder Asks => asks;

    public Level Bid => bids[0];

    public Level Ask => asks[0];

    /// <summary>Of the last change; the next one has the next number.</summary>
    public long Sequence { get; private set; }

    public long LastTradeId { get; private set; }

    /// <summary>Price and quantity of the last trade.</summary>
    public Level LastTrade { get; private set; }

    /// <summary>What happened in the last step, in order. Valid until the next step.</summary>
    public ReadOnlySpan<BookEvent> Events => CollectionsMarshal.AsSpan(events);

    /// <summary>One step: follow the anchor if it has run away, then the usual comings and goings.</summary>
    /// <param name="anchorMilliTicks">Where the middle of the book belongs, in thousandths of a tick.</param>
    /// <param name="changesPerMillionSteps">Changes to make on average, per million steps.</param>
    /// <param name="tradesPerMillionSteps">Trades to make on average, per million steps.</param>
    internal void Step(long anchorMilliTicks, long changesPerMillionSteps, long tradesPerMillionSteps)
    {
        events.Clear();
        FollowAnchor(anchorMilliTicks);
        for (int left = Due(ref tradeCredit, tradesPerMillionSteps); left > 0; left--) TradeAtTop();
        for (int left = Due(ref changeCredit, changesPerMillionSteps); left > 0; left--) ComeOrGo();
    }

    private void Fill(long anchorMilliTicks)
    {
        (long bid, long ask) = TopAround(anchorMilliTicks, Instrument.Profile.SpreadTicks);
        bids.Set(bid, Calibration.TopLots(random, Instrument.Profile));
        asks.Set(ask, Calibration.TopLots(random, Instrument.Profile));
        // A coarse tick leaves room for few levels: most of the prices in range are then taken, as in a real book.
        levelsWanted = (int)Math.Clamp(Calibration.RangeTicks(Instrument.Profile, bid) * 6 / 10, 24, Calibration.LevelsPerSide);
        for (int attempt = 0; attempt < levelsWanted * 4; attempt++)
        {
            if (bids.Count < levelsWanted) PutSilently(bids);
            if (asks.Count < levelsWanted) PutSilently(asks);
        }

        (lastBid, lastAsk) = (Bid, Ask);
        DrawBand();
    }

    private void PutSilently(LevelLadder side)
    {
        long price = PriceBehindTop(side);
        if (price > 0) side.Set(price, Calibration.DeepLots(random, Instrument.Profile));
    }

    // A real best price stays where it is until it has to move: BTCUSDT's is unchanged over 51 % of all seconds.
    private void FollowAnchor(long anchorMilliTicks)
    {
        long middle = (Bid.Price + Ask.Price) * 500;
        long distance = Math.Abs(anchorMilliTicks - middle);
        long band = Math.Max((long)((Int128)middle * bandMilliBps / 10_000_000), 600L * Instrument.Profile.SpreadTicks);
        if (distance <= band) return;
        (long bid, long ask) = TopAround(anchorMilliTicks, DrawSpread());
        if (bid > 0) MoveTop(bid, ask);
        DrawBand();
    }

    private void DrawBand() => bandMilliBps = random.Between(250, 1_100);

    // BTCUSDT: one tick in 9 cases of 10; its 95 % quantile is 0.98 dollars, 0.16 bps.
    private long DrawSpread()
    {
        int usual = Instrument.Profile.SpreadTicks;
        return random.Chance(900_000) ? usual : usual + random.Below(1 + (Bid.Price * 3 / 100_000));
    }

    private static (long Bid, long Ask) TopAround(long anchorMilliTicks, long spreadTicks)
    {
        long bid = ((anchorMilliTicks - (spreadTicks * 500)) + 500) / 1000;
        return (bid, bid + spreadTicks);
    }

    // First the levels behind the new best price, then the sweep of those in front of it, then the other side comes up:
    // in this order the book is neither crossed nor empty after any single change.
    private void MoveTop(long bid, long ask)
    {
        bool up = ask + bid > Ask.Price + Bid.Price;
        (LevelLadder swept, LevelLadder following) = up ? (asks, bids) : (bids, asks);
        (long sweptTop, long followingTop) = up ? (ask, bid) : (bid, ask);

        if (swept.QuantityAt(sweptTop) == 0) Change(swept.Side, sweptTop, Calibration.TopLots(random, Instrument.Profile));
        bool far = swept.Count - swept.Find(sweptTop) < LevelsAfterJump;
        if (far) PutBehind(swept, sweptTop);
        for (int taken = 0; swept.Compare(swept[0].Price, sweptTop) < 0; taken++) TakeTop(swept, traded: taken < 6);
        if (following.QuantityAt(followingTop) == 0) Change(following.Side, followingTop, Calibration.TopLots(random, Instrument.Profile));
        while (following.Compare(following[0].Price, followingTop) < 0) Change(following.Side, following[0].Price, 0);
        if (far) PutBehind(following, followingTop);
        Commit();
    }

    private void PutBehind(LevelLadder side, long top)
    {
        long step = Math.Max(1, top / 40_000);
        for (int index = 1; index <= LevelsAfterJump; index++)
        {
            long away = (step * index) + random.Below(step);
            long price = side.Side == SimulatedSide.Bid ? top - away : top + away;
            if (price > 0 && side.QuantityAt(price) == 0) Change(side.Side, price, Calibration.TopLots(random, Instrument.Profile));
        }
    }

    private void TakeTop(LevelLadder side, bool traded)
    {
        Level top = side[0];
        if (traded && random.Chance(500_000)) Trade(side.Side, top);
        Change(side.Side, top.Price, 0);
    }

    private void TradeAtTop()
    {
        LevelLadder side = random.Chance(500_000) ? bids : asks;
        Level top = side[0];
        if (top.Quantity < 2) return;
        // The best level outlives it: its price moves only with the anchor.
        long lots = Calibration.TradeLots(random, Instrument.Profile);
        if (lots >= top.Quantity) lots = (top.Quantity + 1) / 2;
        Trade(side.Side, top with { Quantity = lots });
        Change(side.Side, top.Price, top.Quantity - lots);
        Commit();
    }

    // A third of the changes is at the best price, where most of a real venue's best quotes come from; the rest is
    // spread as measured. The best level only changes in size: its price moves when the anchor does.
    private void ComeOrGo()
    {
        if (random.Chance(nothingShare))
        {
            events.Add(new BookEvent(BookEventKind.Nothing, random.Chance(500_000) ? SimulatedSide.Bid : SimulatedSide.Ask, default, ++Sequence));
            return;
        }

        LevelLadder side = random.Chance(500_000) ? bids : asks;
        if (random.Chance(300_000)) Change(side.Side, side[0].Price, Calibration.TopLots(random, Instrument.Profile));
        else if (side.Count > LevelsAfterJump && random.Chance(side.Count < levelsWanted ? 350_000 : 650_000)) Cancel(side);
        else Put(side);
        Commit();
    }

    private void Cancel(LevelLadder side)
    {
        // Half of what goes is close to the top, where it came; the other half anywhere, so that what a moving market
        // left far behind dies out.
        int index = random.Chance(500_000) ? (int)random.Between(1, Math.Min(30, side.Count - 1)) : (int)random.Between(1, side.Count - 1);
        Change(side.Side, side[index].Price, 0);
    }

    private void Put(LevelLadder side)
    {
        long price = PriceBehindTop(side);
        for (int again = 0; again < 4 && side.Count < levelsWanted && side.QuantityAt(price) != 0; again++) price = PriceBehindTop(side);
        if (price > 0) Change(side.Side, price, Calibration.DeepLots(random, Instrument.Profile));
    }

    private long PriceBehindTop(LevelLadder side)
    {
        long away = 1 + Calibration.DistanceTicks(random, Instrument.Profile, side[0].Price);
        return side.Side == SimulatedSide.Bid ? side[0].Price - away : side[0].Price + away;
    }

    // The trade carries the number of the change that it is about to make.
    private void Trade(SimulatedSide restingSide, Level taken)
    {
        SimulatedSide taker = restingSide == SimulatedSide.Bid ? SimulatedSide.Ask : SimulatedSide.Bid;
        events.Add(new BookEvent(BookEventKind.Trade, taker, taken, Sequence + 1, TradeId: ++LastTradeId));
        LastTrade = taken;
    }

    private void Change(SimulatedSide side, long price, long quantity)
    {
        (side == SimulatedSide.Bid ? bids : asks).Set(price, quantity);
        Sequence++;
        uncommitted = true;
        events.Add(new BookEvent(BookEventKind.Change, side, new Level(price, quantity), Sequence));
        if (Bid == lastBid && Ask == lastAsk) return;
        (lastBid, lastAsk) = (Bid, Ask);
        events.Add(new BookEvent(BookEventKind.Best, SimulatedSide.Bid, lastBid, Sequence, lastAsk));
    }

    private void Commit()
    {
        if (uncommitted) events.Add(new BookEvent(BookEventKind.Commit, SimulatedSide.Bid, default, Sequence));
        uncommitted = false;
    }

    private int Due(ref long credit, long perMillion)
    {
        // Uniform between nothing and twice the mean: bursts and lulls, the mean kept exactly by the credit.
        if (perMillion > 0) credit += random.Between(0, 2 * perMillion);
        int due = (int)(credit / 1_000_000);
        credit -= due * 1_000_000L;
        return due;
    }
}
