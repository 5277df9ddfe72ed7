using Arbit.Money;
using Arbit.Strategy.Idle;

namespace Arbit.Tests.Strategy.Idle;

public sealed class IdleDollarsTests
{
    [Theory]
    [InlineData("a gain exactly at the threshold stays", "36500", "0", "100", "0.5", "29.5", false, "29.5")]
    [InlineData("a hair over it moves", "36500.01", "0", "100", "0.5", "29.5", true, "29.50000821")]
    [InlineData("the yield that is given up counts", "36500", "60", "100", "0.5", "29.5", false, "11.5")]
    [InlineData("gas eats it", "36500", "0", "100", "31", "0", false, "-1")]
    [InlineData("nothing idle", "0", "0", "500", "0", "0", false, "0")]
    [InlineData("back where it yields more", "36500", "400", "100", "0", "-200", true, "-90")]
    public void Idle_dollars_move_only_for_a_gain_over_the_threshold(
        string name, string dollars, string here, string there, string gas, string threshold, bool moves, string gain)
    {
        var rates = new IdleRates(Exact.Parse(dollars), Bps.Parse(here), Bps.Parse(there), Exact.Parse(gas));

        Assert.True(moves == IdleDollars.Moves(rates, Exact.Parse(threshold)), name);
        Assert.Equal(gain, IdleDollars.NetGain(rates).ToString());
    }
}
