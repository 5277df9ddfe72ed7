using Arbit.Markets;

namespace Arbit.Tests.Markets;

public sealed class VenueTests
{
    [Theory]
    [InlineData("binance")]
    [InlineData("binance-us")]
    [InlineData("venue_1")]
    [InlineData("abcdefghijklmnopqrstuvwx")]
    public void Is_its_name(string name)
    {
        var venue = new Venue(name);
        Assert.Equal(name, venue.Name);
        Assert.Equal(name, venue.ToString());
        Assert.Equal(new Venue(name), venue);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Binance")]
    [InlineData("binance.us")]
    [InlineData("binance us")]
    [InlineData("binance\n")]
    [InlineData("abcdefghijklmnopqrstuvwxy")]
    public void Refuses_what_is_no_name(string? name) => Assert.Throws<FormatException>(() => new Venue(name!));

    [Fact]
    public void Binance_and_its_american_sister_are_two()
    {
        Venue[] venues = [new("kucoin"), new("binance-us"), new("binance")];
        Array.Sort(venues);
        Assert.Equal(["binance", "binance-us", "kucoin"], venues.Select(venue => venue.Name));
        Assert.NotEqual(venues[0], venues[1]);
    }

    [Fact]
    public void No_venue_is_empty_and_not_null() => Assert.Equal("", default(Venue).Name);

    [Fact]
    public void Paper_without_a_known_fee_pays_a_tenth_of_a_percent()
    {
        Assert.Equal("10", FeeSchedule.PaperDefault.Taker.ToString());
        Assert.Equal("10", FeeSchedule.PaperDefault.Maker.ToString());
        Assert.Equal(100_000, FeeSchedule.PaperDefault.Taker.RateUnits);
    }
}
