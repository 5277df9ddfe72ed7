using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Arbit.Money;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Arbit.Tests.Money;

public sealed partial class DecimalTextTests(ITestOutputHelper output)
{
    private readonly Support.Property _property = new(output);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.000e-5", "0")]
    [InlineData("0E-8", "0")]
    [InlineData("7", "7")]
    [InlineData("0.10", "0.1")]
    [InlineData("55533.47340000000000000000", "55533.4734")]
    [InlineData("-0.00000002100000000000", "-0.000000021")]
    [InlineData("1e-8", "0.00000001")]
    [InlineData("1E+3", "1000")]
    [InlineData("1.25e1", "12.5")]
    [InlineData("12.5e0000000001", "125")]
    [InlineData("1e-36", "0.000000000000000000000000000000000001")]
    [InlineData("1e38", "100000000000000000000000000000000000000")]
    [InlineData("9999999999999999999999999999999999999", "9999999999999999999999999999999999999")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [InlineData("170141183460469231731687303715884105727", "170141183460469231731687303715884105727")]
    [InlineData("-170141183460469231731.687303715884105727", "-170141183460469231731.687303715884105727")]
    [InlineData("-0.170141183460469231731687303715884105", "-0.170141183460469231731687303715884105")]
    public void Reads_json_numbers(string text, string expected)
    {
        Assert.True(Exact.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(expected, value.ToString());
        Assert.Equal(value, Exact.Parse(text));
        Assert.Equal(value, Exact.Parse(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData("01")]
    [InlineData("-00")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("1..5")]
    [InlineData("1.5.0")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData("1e999")]
    [InlineData("1e-999")]
    [InlineData("1e39")]
    [InlineData("1e-37")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1,000")]
    [InlineData("1_000")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1\n")]
    [InlineData("1\0")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("null")]
    [InlineData("１")]
    [InlineData("٣")]
    [InlineData("170141183460469231731687303715884105728")]
    [InlineData("-170141183460469231731687303715884105728")]
    [InlineData("1701411834604692317316873037158841057270")]
    [InlineData("0.0000000000000000000000000000000000000000000000000000000000000000000000000000")]
    public void Refuses_what_is_no_number_or_has_no_place(string text)
    {
        Assert.False(Exact.TryParse(Encoding.UTF8.GetBytes(text), out _));
        Assert.False(Exact.TryParse(text.AsSpan(), out _));
        Assert.Throws<FormatException>(() => Exact.Parse(text));
    }

    [Fact]
    public void Refuses_invalid_utf8()
    {
        Assert.False(Exact.TryParse((byte[])[(byte)'1', 0xFF], out _));
        Assert.False(Exact.TryParse((byte[])[(byte)'1', 0xC0, 0xB0], out _));
        Assert.False(Exact.TryParse((byte[])[0x80 | '1'], out _));
    }

    [Fact]
    public void Refuses_text_that_is_longer_than_any_price_however_it_is_made()
    {
        string[] texts = [new('9', 100_000), "0." + new string('0', 100_000), "1e" + new string('0', 100_000), new('-', 100_000)];
        Assert.All(texts, text => Assert.False(Exact.TryParse(Encoding.UTF8.GetBytes(text), out _)));
        Assert.False(DecimalText.TryParse(Encoding.UTF8.GetBytes("1." + new string('0', DecimalText.MaxLength - 1)), out _, out _));
    }

    [Fact]
    public void What_is_written_can_be_read()
        => _property.Check("parse(format(x)) = x", MoneyGen.Exacts, x => Exact.Parse(x.ToString()) == x, 5_000);

    [Fact]
    public void What_is_written_is_plain_and_without_spare_zeros()
        => _property.Check("format", MoneyGen.Exacts, x => Plain().IsMatch(x.ToString()), 2_000);

    [Fact]
    public void Trailing_zeros_and_exponents_change_the_text_and_not_the_value()
        => _property.Check(
            "x = x000 = (x·10^n)e-n",
            Gen.Zip(MoneyGen.Longs.Where(units => units != 0), Gen.Choose(0, 12), (units, zeros) => (Units: units, Zeros: zeros)),
            x => Exact.Parse($"{x.Units}.{new string('0', x.Zeros + 1)}") == new Exact(x.Units, 0)
                && Exact.Parse($"{x.Units}e-{x.Zeros}") == new Exact(x.Units, x.Zeros)
                && Exact.Parse($"{x.Units}{new string('0', x.Zeros)}E-{x.Zeros:00}") == new Exact(x.Units, 0)
                && Exact.Parse($"{new Exact(x.Units, x.Zeros)}e+{x.Zeros}") == new Exact(x.Units, 0));

    [Fact]
    public void Any_text_is_read_exactly_or_refused()
        => _property.Check("any text", Gen.OneOf(Noise, Numbers), text => Agrees(Encoding.Latin1.GetBytes(text)), 20_000);

    private static Gen<string> Noise { get; }
        = Gen.Choose(0, 70).SelectMany(length => Gen.ArrayOf(Gen.Elements("00123456789..--+eE \0/:\u00FF".ToCharArray()), length))
            .Select(characters => new string(characters));

    private static Gen<string> Numbers { get; }
        = from sign in Gen.Elements("", "", "-")
          from whole in MoneyGen.Int128s
          from zeros in Gen.Choose(0, 40)
          from fraction in MoneyGen.Int128s
          from tail in Gen.Elements("", "", "e", "E-", "e+")
          from exponent in Gen.Choose(0, 45)
          from form in Gen.Choose(0, 3)
          let digits = Int128.IsNegative(whole) ? "0" : whole.ToString(CultureInfo.InvariantCulture)
          let decimals = Int128.IsNegative(fraction) ? "" : fraction.ToString(CultureInfo.InvariantCulture)
          select sign + (form > 1 ? digits[..Math.Min(digits.Length, 9)] : digits)
              + (form % 2 == 0 ? $".{new string('0', zeros)}{decimals}" : "")
              + (tail.Length > 0 ? tail + exponent : "");

    private static bool Agrees(byte[] utf8)
    {
        var read = Exact.TryParse(utf8, out var value);
        var grammar = Json().Match(Encoding.Latin1.GetString(utf8));
        if (!grammar.Success || utf8.Length > DecimalText.MaxLength)
            return !read && value == Exact.Zero;

        var fraction = grammar.Groups["fraction"].Value;
        var mantissa = BigInteger.Parse(grammar.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture);
        var power = BigInteger.Parse("0" + grammar.Groups["digits"].Value, CultureInfo.InvariantCulture);
        if (power > 99)
            return !read;
        var exponent = grammar.Groups["minus"].Success ? -(int)power : (int)power;
        var expected = Ratio.Of(grammar.Groups["sign"].Success ? -mantissa : mantissa, fraction.Length - exponent);
        if (read)
            return Ratio.Of(value) == expected;

        // What may be refused: digits or a scale, as written, that have no place.
        var written = mantissa * BigInteger.Pow(10, Math.Max(0, exponent - fraction.Length));
        return written > MoneyGen.Max || fraction.Length - exponent > Exact.MaxDecimals || exponent > PowersOfTen.MaxWide;
    }

    [GeneratedRegex(@"\A(?<sign>-)?(?<whole>0|[1-9][0-9]*)(\.(?<fraction>[0-9]+))?([eE](\+|(?<minus>-))?(?<digits>[0-9]+))?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Json();

    [GeneratedRegex(@"\A(0|-?[1-9][0-9]*|-?(0|[1-9][0-9]*)\.[0-9]*[1-9])\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();
}
