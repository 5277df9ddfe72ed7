using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Treasury;
using Arbit.Messages.Commands;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution.Reconciliation;

/// <summary>A transfer that the venue and the ledger hear of at different moments is no difference; anything else still is.</summary>
public sealed class MoneyOnItsWayTests
{
    private readonly ReconcilingDesk _rig = new();

    private DateTimeOffset Later => Treasurer.TimeOf(_rig.Desk.Now + (600 * Second));

    [Fact]
    public void A_withdrawal_that_has_left_before_it_is_said_and_one_that_is_said_before_it_has_left()
    {
        _rig.Desk.Command(Reserve("t", "501.5", until: null));
        Explained("-501.5");
        _rig.Desk.Command(new MoveMoney("left", Later, "t", "alpha", "transit:t", Usdt, Amount("500"), Amount("1.5")));
        Explained("501.5");
        Explained("0");
    }

    [Fact]
    public void A_deposit_that_is_credited_before_it_is_said_and_one_that_is_said_before_it_is_credited()
    {
        _rig.Desk.Command(new Credit("come", Later, "transit:t", Usdt, Amount("500"), "a test"));
        Explained("500");
        _rig.Desk.Command(new MoveMoney("arrived", Later, null, "transit:t", "alpha", Usdt, Amount("500"), Arbit.Money.Amount.Zero));
        Explained("-500");
    }

    [Fact]
    public void Two_transfers_at_once_and_one_of_them()
    {
        _rig.Desk.Command(Reserve("a", "100", until: null));
        _rig.Desk.Command(Reserve("b", "30", until: null));
        Explained("-130");
        Explained("-30");
        Differs("-70");
    }

    [Theory]
    [InlineData("-100.000000000000000001")]
    [InlineData("-99.999999999999999999")]
    [InlineData("100")]
    public void What_does_not_add_up_to_the_last_digit_differs(string offBy)
    {
        _rig.Desk.Command(Reserve("a", "100", until: null));
        Differs(offBy);
    }

    [Fact]
    public void A_reservation_that_expires_has_no_withdrawal_and_explains_nothing()
    {
        _rig.Desk.Command(Reserve("a", "100", Later));
        Differs("-100");
    }

    private void Explained(string offBy)
    {
        for (var report = 0; report < 3; report++)
        {
            _rig.Report(offBy);
            Assert.Equal((ReconciliationState.Agrees, TradingState.Active), (_rig.Alpha.State, _rig.Desk.Book.Trading));
            Assert.Equal(offBy == "0" ? 0 : 1, _rig.Alpha.Explained.Count);
        }
    }

    private void Differs(string offBy)
    {
        _rig.Report(offBy);
        _rig.Report(offBy);
        Assert.Equal((ReconciliationState.Differs, TradingState.ReduceOnly), (_rig.Alpha.State, _rig.Desk.Book.Trading));
    }

    private Reserve Reserve(string id, string amount, DateTimeOffset? until) => new(id, Later, id, "alpha", Usdt, Amount(amount), until);
}
