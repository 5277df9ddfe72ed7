using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Execution;

/// <summary>
/// Thousands of random venues: each fills, fills in part, refuses, loses orders, loses, repeats, delays and reorders answers, and
/// fills what it had ended; the process restarts in between. Money is conserved at every step, nothing is sent twice, and in the end
/// nothing is open that could be traded.
/// </summary>
public sealed class ReplyScriptTests(ITestOutputHelper output)
{
    private const int Scripts = 2_000;
    private const int MostSteps = 3_000;

    [Theory]
    [InlineData(PathKind.Cross)]
    [InlineData(PathKind.Triangular)]
    public void Whatever_the_venues_answer_money_is_conserved_and_nothing_stays_open(PathKind kind)
    {
        output.WriteLine($"{Scripts} scripts, {Seeds.Variable}={Seeds.Current}");
        var outcomes = new SortedDictionary<CycleOutcome, int>();
        var (sent, restarts) = (0, 0);
        for (var script = 0; script < Scripts; script++)
        {
            var random = new Random(unchecked((int)Seeds.Current + (script * 7919)));
            var desk = new TradingDesk();

            // An order that is filled after its end was made good already: there has to be something to fill it from.
            desk.Deposit(TradingDesk.Alpha, TradingDesk.Btc, "50");
            desk.Deposit(TradingDesk.Alpha, TradingDesk.Eth, "500");
            var venue = new RandomVenue(desk, random);
            desk.Open(kind);
            var steps = 0;
            while (desk.Book.Open.Count > 0 || venue.HasMoreToSay)
            {
                Assert.True(++steps < MostSteps, $"script {script}: still open is {string.Join("; ", desk.Book.Open.SelectMany(cycle => cycle.Orders).Select(order => $"{order.Id} {order.State} {order.Filled}"))}");
                venue.Speak();
                if (random.Next(100) < 3 && !venue.HasMoreToSay)
                {
                    restarts++;
                    venue.Forget();
                    desk.Restart();
                }

                desk.Pass(random.Next(1, 400) * TradingDesk.Millisecond);
            }

            sent += desk.Sent.Count;
            foreach (var (cycle, _) in desk.CyclesEnded.TakeLast(1))
            {
                outcomes[cycle.Outcome] = outcomes.GetValueOrDefault(cycle.Outcome) + 1;
                RequireTooSmall(desk, cycle);
            }

            desk.Pass(TradingDesk.Second);
            Assert.Equal(TradingState.Active, desk.Book.Trading);
            Assert.Empty(desk.Executor.Exposed);
        }

        output.WriteLine($"{sent} orders, {restarts} restarts; {string.Join(", ", outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}"))}");
        Assert.Contains(CycleOutcome.Completed, outcomes.Keys);
        Assert.Contains(CycleOutcome.Unwound, outcomes.Keys);
        Assert.Contains(CycleOutcome.Missed, outcomes.Keys);
    }

    /// <summary>What a closed cycle left is below every minimum it could be traded at, and stands in the residual ledger.</summary>
    private static void RequireTooSmall(TradingDesk desk, Cycle cycle)
    {
        foreach (var asset in cycle.Passed)
        {
            var change = cycle.Change(asset).Value.ToDecimal();
            var held = desk.Book.Residuals.Where(residual => residual.Asset == asset).Sum(residual => residual.Amount.Value.ToDecimal());
            Assert.Equal(change, held);
            var price = asset == TradingDesk.Btc ? 100m : 5m;
            Assert.True(Math.Abs(change) * price < 1.2m, $"{change} {asset} were left by {cycle.Outcome}: {string.Join("; ", cycle.Orders.Select(order => $"{order.Purpose} {order.Side} {order.Filled} of {order.Quantity} {order.Instrument}"))}");
        }
    }

    /// <summary>A venue with a will of its own; the truth of each order is its own, whatever it says of it.</summary>
    private sealed class RandomVenue(TradingDesk desk, Random random)
    {
        private readonly Dictionary<string, OrderReply> _truth = new(StringComparer.Ordinal);
        private readonly List<OrderReply> _toSay = [];
        private int _heard;
        private int _asked;

        public bool HasMoreToSay => _toSay.Count > 0;

        /// <summary>What it would have said to the process that is gone is not heard by the next.</summary>
        public void Forget() => _toSay.Clear();

        public void Speak()
        {
            for (; _heard < desk.Sent.Count; _heard++)
                Hear(desk.Sent[_heard]);
            for (; _asked < desk.LookedUp.Count; _asked++)
            {
                if (random.Next(100) < 80)
                    _toSay.Add(_truth.GetValueOrDefault(desk.LookedUp[_asked].Id) ?? Nothing(desk.LookedUp[_asked], ReplyKind.NotFound));
            }

            while (_toSay.Count > 0 && random.Next(100) < 70)
            {
                var reply = _toSay[random.Next(_toSay.Count)];
                if (random.Next(100) < 90)
                    _toSay.Remove(reply);
                desk.Reply(reply);
            }
        }

        private static OrderReply Nothing(Order order, ReplyKind kind) => new(order.Id, kind, Quantity.Zero, Notional.Zero, Amount.Zero, default, "");

        private void Hear(Order order)
        {
            var chance = random.Next(100);
            if (chance < 5)
                return;
            if (chance < 15)
            {
                Conclude(Nothing(order, ReplyKind.Rejected));
                return;
            }

            if (random.Next(2) == 0)
                _toSay.Add(Nothing(order, ReplyKind.Accepted));
            var share = chance < 25 ? 0 : chance < 60 ? random.Next(0, 1000) : 1000;
            if (share > 0 && random.Next(3) == 0)
                _toSay.Add(desk.Filled(order, $"{random.Next(0, share)}e-3", ReplyKind.Progress));
            Conclude(desk.Filled(order, $"{share}e-3"));
            if (share is > 0 and < 1000 && random.Next(10) == 0)
                Conclude(desk.Filled(order, $"{random.Next(share, 1000)}e-3"));
        }

        private void Conclude(OrderReply reply)
        {
            _truth[reply.ClientOrderId] = reply;
            if (random.Next(100) < 90)
                _toSay.Add(reply);
        }
    }
}
