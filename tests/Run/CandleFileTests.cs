using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Scanner;

namespace Arbit.Tests.Run;

public sealed class CandleFileTests
{
    private static readonly CandleHistory History = new(false, new Dictionary<string, IReadOnlyList<DailyCandle>>(StringComparer.Ordinal)
    {
        ["BTC"] = [new DailyCandle(20_000, 61_837.63, 62_000.1, 60_000.3, 61_000.7, 12.345678901234567, -0.1, 86_400)],
        ["ETH"] = [],
    });

    [Fact]
    public void What_is_saved_is_loaded_to_the_last_bit()
    {
        using var directory = new Journal.TemporaryDirectory();
        var file = new CandleFile(directory.File(CandleFile.Name));
        Assert.Empty(file.Load().Candles);
        file.Save(History);
        var loaded = new CandleFile(directory.File(CandleFile.Name)).Load();
        Assert.Equal(History.Of("BTC"), loaded.Of("BTC"));
        Assert.Empty(loaded.Of("ETH"));
        Assert.Empty(loaded.Of("SOL"));
        Assert.Null(file.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"isSimulated":false,"candles":{"BTC":null}}""")]
    [InlineData("""{"isSimulated":false,"candles":{"BTC":[null]}}""")]
    public void A_file_that_cannot_be_read_is_as_none_and_says_so(string content)
    {
        using var directory = new Journal.TemporaryDirectory();
        File.WriteAllText(directory.File(CandleFile.Name), content);
        var file = new CandleFile(directory.File(CandleFile.Name));
        Assert.Same(CandleHistory.None, file.Load());
        Assert.Contains("begins without any", file.Problem, StringComparison.Ordinal);
        file.Save(History);
        Assert.Null(file.Problem);
    }
}
