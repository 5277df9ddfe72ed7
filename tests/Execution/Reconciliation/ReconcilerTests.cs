using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution.Reconciliation;

/// <summary>Orders, fills and balances against the venue's report: what is taken, what is only told, and what restrains trading.</summary>
public sealed class ReconcilerTests
{
    [Fact]
    public void Every_venue_is_asked_at_start_after_a_reconnect_and_on_the_timer()
    {
        var rig = new ReconcilingDesk();
        rig.Reconciler.OnConnected(Alpha, rig.Desk.Now);
        Assert.Equal(0, rig.Asked);
        rig.Reconciler.Begin(rig.Desk.Now);
        Assert.Equal(["ask alpha", "ask beta"], rig.Desk.Steps.TakeLast(2));

        // One question at a time: what happened meanwhile is asked for behind the answer.
        rig.Reconciler.OnConnected(Alpha, rig.Desk.Now);
        Assert.Equal(2, rig.Asked);
        rig.Report();
        Assert.Equal(3, rig.Asked);
        rig.Report();
        Assert.Equal(3, rig.Asked);
        rig.Pass(60 * Second);
        Assert.Equal("ask alpha", rig.Desk.Steps.First(step => step.StartsWith("ask ", StringComparison.Ordinal)));
        Assert.True(rig.Asked > 3);
    }

    [Fact]
    public void A_question_that_is_not_answered_is_asked_again_and_counted()
    {
        var rig = new ReconcilingDesk();
        rig.Reconciler.Begin(rig.Desk.Now);
        rig.Pass(9 * Second);
        Assert.Equal(2, rig.Asked);
        rig.Pass(Second);
        Assert.Equal((4, 1L), (rig.Asked, rig.Alpha.Unanswered));
        Assert.Equal(ReconciliationState.Waiting, rig.Alpha.State);
    }

    [Fact]
    public void An_order_ended_there_and_open_here_is_ended_here_with_what_it_filled()
    {
        var rig = new ReconcilingDesk();
        rig.Desk.Open(PathKind.Cross);
        var order = rig.Desk.Sent.First(sent => sent.Instrument.Venue == Alpha);
        rig.Desk.Pass(Second);
        rig.Report("0", Second / 2, rig.Reported(order, "1", isOpen: false));
        Assert.Equal(OrderState.Filled, order.State);
        Assert.Equal(1, rig.Alpha.FillsFound);
        var total = rig.Desk.TotalOf(Alpha, Btc);
        rig.Report("0", Second / 2, rig.Reported(order, "1", isOpen: false));
        Assert.Equal((total, 1L), (rig.Desk.TotalOf(Alpha, Btc), rig.Alpha.FillsFound));
    }

    [Fact]
    public void One_that_is_open_there_and_ended_here_is_cancelled_there()
    {
        var rig = new ReconcilingDesk();
        rig.Desk.Open(PathKind.Cross);
        var order = rig.Desk.Sent.First(sent => sent.Instrument.Venue == Alpha);
        foreach (var sent in rig.Desk.Sent.ToList())
            rig.Desk.End(sent, ReplyKind.Ended);
        rig.Desk.Pass(Second);
        rig.Report("0", Second / 2, rig.Reported(order, "0", isOpen: true));
        Assert.Contains($"cancel {order.Id}", rig.Desk.Steps);
    }

    [Fact]
    public void One_that_ended_between_question_and_answer_is_left_alone()
    {
        var rig = new ReconcilingDesk();
        rig.Desk.Open(PathKind.Cross);
        var order = rig.Desk.Sent.First(sent => sent.Instrument.Venue == Alpha);
        rig.Desk.Pass(Second);
        foreach (var sent in rig.Desk.Sent.ToList())
            rig.Desk.End(sent, ReplyKind.Ended);
        rig.Report("0", Second / 2, rig.Reported(order, "0", isOpen: true));
        Assert.DoesNotContain(rig.Desk.Steps, step => step.StartsWith("cancel", StringComparison.Ordinal));
    }

    [Fact]
    public void Absence_from_a_report_alone_ends_nothing()
    {
        var rig = new ReconcilingDesk();
        rig.Desk.Open(PathKind.Cross);
        var order = rig.Desk.Sent.First(sent => sent.Instrument.Venue == Alpha);
        rig.Desk.Pass(Second);
        rig.Report();
        Assert.Equal(OrderState.Sent, order.State);
        rig.Desk.Pass(Second);
        Assert.Equal(OrderState.Unknown, order.State);
        rig.Report();
        Assert.Equal(OrderState.Unknown, order.State);
    }

    [Theory]
    [InlineData("0.01")]
    [InlineData("-0.00000003")]
    public void A_venues_rounding_is_booked_when_seen_twice_and_restrains_nothing(string offBy)
    {
        var rig = new ReconcilingDesk();
        rig.Reconciler.Begin(rig.Desk.Now);
        var before = rig.Desk.Book.Ledger.Free(TradingDesk.Alpha, TradingDesk.Usdt);
        rig.Report(offBy);
        Assert.Equal((ReconciliationState.Suspected, before), (rig.Alpha.State, rig.Desk.Book.Ledger.Free(TradingDesk.Alpha, TradingDesk.Usdt)));
        rig.Report(offBy);
        Assert.Equal(before + Amount(offBy), rig.Desk.Book.Ledger.Free(TradingDesk.Alpha, TradingDesk.Usdt));
        Assert.Equal((ReconciliationState.Agrees, TradingState.Active), (rig.Alpha.State, rig.Desk.Book.Trading));
        rig.Report();
        Assert.Empty(rig.Alpha.Differences);
    }

    [Fact]
    public void What_is_claimed_cannot_be_rounded_away_and_uses_none_of_the_days_share()
    {
        var rig = new ReconcilingDesk();
        rig.Reconciler.Begin(rig.Desk.Now);
        Assert.True(rig.Desk.Book.Ledger.TryReserve(Place.Trading(Alpha), Usdt, rig.Desk.Book.Ledger.Free(Alpha, Usdt)));
        rig.Report("-0.01");
        rig.Report("-0.01");
        Assert.Equal((ReconciliationState.Differs, Arbit.Money.Amount.Zero), (rig.Alpha.State, rig.Alpha.Rounded));
    }

    [Fact]
    public void More_than_a_cent_or_many_of_them_are_no_rounding()
    {
        var rig = new ReconcilingDesk();
        rig.Reconciler.Begin(rig.Desk.Now);
        for (var i = 0; i < 10; i++)
        {
            rig.Report("0.01");
            rig.Report("0.01");
            Assert.Equal(ReconciliationState.Agrees, rig.Alpha.State);
        }

        Assert.Equal(Amount("0.1"), rig.Alpha.Rounded);
        rig.Report("0.001");
        rig.Report("0.001");
        Assert.Equal(ReconciliationState.Differs, rig.Alpha.State);
        var other = new ReconcilingDesk();
        other.Report("0.0101");
        other.Report("0.0101");
        Assert.Equal(ReconciliationState.Differs, other.Alpha.State);
    }

    [Fact]
    public void A_difference_is_believed_when_seen_twice_and_never_booked()
    {
        var rig = new ReconcilingDesk();
        rig.Reconciler.Begin(rig.Desk.Now);
        rig.Report("-1.5");
        Assert.Equal((ReconciliationState.Suspected, TradingState.Active), (rig.Alpha.State, rig.Desk.Book.Trading));
        Assert.Equal("alpha has 1.5 USDT less than the ledger", Assert.Single(rig.Alpha.Differences));
        rig.Pass(5 * Second);
        Assert.Equal("ask alpha", rig.Desk.Steps[^1]);
        rig.Report("-1.5");
        Assert.Equal((ReconciliationState.Differs, TradingState.ReduceOnly), (rig.Alpha.State, rig.Desk.Book.Trading));
        Assert.Equal("the account differs: alpha has 1.5 USDT less than the ledger", rig.Desk.Book.TradingReason);
        Assert.Contains("when a person resumes", rig.Desk.Book.TradingResumes, StringComparison.Ordinal);
        Assert.Contains(rig.Desk.Audited, line => line.StartsWith("reconcile.differs alpha: ", StringComparison.Ordinal));
        Assert.Equal(10_000m, rig.Desk.TotalOf(Alpha, Usdt));

        rig.Report();
        Assert.Equal((ReconciliationState.Agrees, TradingState.Active), (rig.Alpha.State, rig.Desk.Book.Trading));
    }

    [Fact]
    public void A_difference_that_is_gone_in_the_next_report_was_none()
    {
        var rig = new ReconcilingDesk();
        rig.Report("1");
        rig.Report();
        rig.Report("1");
        Assert.Equal((ReconciliationState.Suspected, TradingState.Active), (rig.Alpha.State, rig.Desk.Book.Trading));
    }

    [Fact]
    public void Balances_are_not_compared_while_anything_of_ours_is_under_way()
    {
        var rig = new ReconcilingDesk();
        rig.Desk.Open(PathKind.Cross);
        rig.Report("5");
        rig.Report("5");
        Assert.Equal((ReconciliationState.Waiting, 0L), (rig.Alpha.State, rig.Alpha.ComparedAt));

        // Ended meanwhile, but after the question: the report may be older than the end.
        rig.Desk.Pass(Second);
        foreach (var sent in rig.Desk.Sent.ToList())
            rig.Desk.End(sent, ReplyKind.Ended);
        rig.Report("5", sinceAsked: 2 * Second);
        Assert.Equal(0, rig.Alpha.ComparedAt);
        rig.Desk.Pass(Second);
        rig.Report("0", sinceAsked: Second / 2);
        Assert.Equal(rig.Desk.Now, rig.Alpha.ComparedAt);
    }

    [Fact]
    public void A_persons_resume_accepts_what_is_known_to_differ_and_nothing_else()
    {
        var rig = new ReconcilingDesk();
        rig.Report("2");
        rig.Report("2");
        Assert.Equal(TradingState.ReduceOnly, rig.Desk.Book.Trading);
        rig.Reconciler.Acknowledge(rig.Desk.Now);
        rig.Desk.Restrain(TradingState.Active, "");
        rig.Pass(Second);
        rig.Report("2");
        Assert.Equal((ReconciliationState.Differs, TradingState.Active), (rig.Alpha.State, rig.Desk.Book.Trading));
        rig.Report("3");
        Assert.Equal(TradingState.ReduceOnly, rig.Desk.Book.Trading);
    }

    [Theory]
    [InlineData("by-hand-on-the-website", true, "0", true)]
    [InlineData("by-hand-on-the-website", false, "0.5", true)]
    [InlineData("by-hand-on-the-website", false, "0", false)]
    [InlineData("1-zz-1", true, "0", true)]
    [InlineData("1-zz-1", false, "0.5", false)]
    [InlineData("9-1-1", false, "0.5", true)]
    public void Orders_that_nobody_here_knows_restrain_trading_unless_they_are_old_ones_of_ours(string id, bool isOpen, string filled, bool restrains)
    {
        var rig = new ReconcilingDesk();
        rig.Report();
        rig.Report("0", 1, ReconcilingDesk.Stranger(id, isOpen, filled));
        Assert.Equal(restrains ? TradingState.ReduceOnly : TradingState.Active, rig.Desk.Book.Trading);
        Assert.Equal(restrains, rig.Alpha.Differences.Any(difference => difference.Contains(id, StringComparison.Ordinal)));
        rig.Report();
        Assert.Equal(TradingState.Active, rig.Desk.Book.Trading);
    }

    [Fact]
    public void This_runs_number_on_an_order_before_this_run_sent_any_tells_of_a_lost_journal()
    {
        var rig = new ReconcilingDesk();
        for (var report = 0; report < 3; report++)
        {
            rig.Report("0", 1, ReconcilingDesk.Stranger("1-1-1", isOpen: false, "0.5"));
            Assert.Equal(TradingState.ReduceOnly, rig.Desk.Book.Trading);
            Assert.Contains("its journal is lost", Assert.Single(rig.Alpha.Differences), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_another_restrained_is_not_lifted_by_an_agreeing_report()
    {
        var rig = new ReconcilingDesk();
        rig.Report("2");
        rig.Report("2");
        rig.Desk.Restrain(TradingState.Halted);
        rig.Report();
        Assert.Equal(TradingState.Halted, rig.Desk.Book.Trading);
        rig.Desk.Restrain(TradingState.ReduceOnly);
        rig.Pass(Second);
        Assert.Equal(TradingState.ReduceOnly, rig.Desk.Book.Trading);
    }
}
