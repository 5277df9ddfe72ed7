using Arbit.Money;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Arbit.Tests.Money;

public sealed class SymbolTests(ITestOutputHelper output)
{
    private readonly Support.Property _property = new(output);

    private static Gen<string> Codes { get; } = Gen.Choose(1, 20)
        .SelectMany(length => Gen.ArrayOf(Gen.Elements("ABCXYZ019.-_".ToCharArray()), length))
        .Select(characters => new string(characters));

    [Fact]
    public void What_is_written_can_be_read()
        => _property.Check(
            "symbol",
            Gen.Two(Codes),
            p => Symbol.TryParse($"{p.Item1}/{p.Item2}", out var symbol) == (p.Item1 != p.Item2)
                && (p.Item1 == p.Item2
                    ? symbol == default
                    : symbol == new Symbol(new Asset(p.Item1), new Asset(p.Item2)) && Symbol.Parse(symbol.ToString()) == symbol));

    [Fact]
    public void Order_is_by_base_then_quote()
        => _property.Check(
            "symbol order",
            Gen.Four(Codes).Where(c => c.Item1 != c.Item2 && c.Item3 != c.Item4),
            c =>
            {
                var (a, b) = (Symbol.Parse($"{c.Item1}/{c.Item2}"), Symbol.Parse($"{c.Item3}/{c.Item4}"));
                return Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal($"{c.Item1}\0{c.Item2}", $"{c.Item3}\0{c.Item4}"));
            });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("BTC")]
    [InlineData("BTCUSDT")]
    [InlineData("BTC/")]
    [InlineData("/USDT")]
    [InlineData("BTC/BTC")]
    [InlineData("btc/USDT")]
    [InlineData("BTC/USDT/")]
    [InlineData("BTC/USDT/X")]
    [InlineData(" BTC/USDT")]
    [InlineData("BTC/USDT\n")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTU/USDT")]
    public void Refuses_what_is_no_symbol(string? text)
    {
        Assert.False(Symbol.TryParse(text, out var symbol));
        Assert.Equal(default, symbol);
        Assert.Throws<FormatException>(() => Symbol.Parse(text!));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("usdt")]
    [InlineData("LYXe")]
    [InlineData("US DT")]
    [InlineData("USDT/")]
    [InlineData("ÄSSET")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTU")]
    public void Refuses_what_is_no_asset(string? code)
    {
        Assert.False(Asset.IsCode(code));
        Assert.Throws<FormatException>(() => new Asset(code!));
    }

    [Fact]
    public void Dollars_are_three_assets()
        => Assert.Equal(3, new HashSet<Asset> { new("USD"), new("USDT"), new("USDC"), new("USDT") }.Count);

    [Fact]
    public void No_asset_is_empty_and_not_null()
        => Assert.Equal("", default(Asset).Code);
}
