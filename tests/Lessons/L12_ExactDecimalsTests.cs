using Arbit.Money;

namespace Arbit.Tests.Lessons;

/// <summary>
/// L12: 0.036 × 1e8 came to 3599999.9999999995 (ccxt PR 4475), and rounding to 8 decimals broke PEPE and SHIB
/// (CryptoExchange.Net #254). Here decimals come from the text, exactly, and are cut only at the instrument's own steps.
/// </summary>
public sealed class L12_ExactDecimalsTests
{
    [Fact]
    public void Satoshis_of_a_decimal_text_are_whole()
    {
        Assert.Equal(3_600_000L, Quantity.Parse("0.036").ToUnits(8));
        Assert.Equal(Exact.Parse("3600000"), Exact.Parse("0.036") * Exact.Parse("1e8"));
    }

    [Fact]
    public void Tenths_add_up()
    {
        Assert.Equal(Quantity.Parse("0.3"), Quantity.Parse("0.1") + Quantity.Parse("0.2"));
        var hundred = Enumerable.Repeat(Amount.Parse("0.01"), 100).Aggregate(Amount.Zero, (sum, cent) => sum + cent);
        Assert.Equal(Amount.Parse("1"), hundred);
    }

    [Theory]
    [InlineData("0.0000069420", "PEPE")]
    [InlineData("0.00000000016273", "SHIB in bitcoin")]
    [InlineData("0.000000001234567891", "eighteen decimals")]
    public void A_price_finer_than_eight_decimals_keeps_every_digit(string text, string what)
    {
        var price = Price.Parse(text);
        Assert.True(!price.IsZero && price.ToString() == text.TrimEnd('0'), what);
        Assert.Throws<MoneyOverflowException>(() => price.ToUnits(8));
    }

    [Fact]
    public void A_cheap_coin_in_a_great_quantity_costs_what_it_costs()
    {
        var pepe = Price.Parse("0.0000069421") * Quantity.Parse("144050000.5");
        Assert.Equal("1000.00950847105", pepe.ToString());
        var shib = Price.Parse("0.00000812") * Quantity.Parse("123152709359");
        Assert.Equal("999999.99999508", shib.ToString());
        Assert.Equal(0.00000812m * 123152709359m, shib.Value.ToDecimal());
    }

    [Fact]
    public void An_order_goes_to_the_instruments_own_steps()
    {
        Assert.Equal("0.0000069", Price.Parse("0.0000069421").ToTick(Price.Parse("0.0000001"), Rounding.Floor).ToString());
        Assert.Equal("0.000007", Price.Parse("0.0000069421").ToTick(Price.Parse("0.0000001"), Rounding.Ceiling).ToString());
        Assert.Equal("144050000", Quantity.Parse("144050000.5").ToLot(Quantity.Parse("1")).ToString());
        Assert.Equal("144050000", Quantity.Parse("144050999.5").ToLot(Quantity.Parse("1000")).ToString());
        Assert.Equal("0.125", Quantity.Parse("0.149").ToLot(Quantity.Parse("0.025")).ToString());
    }
}
