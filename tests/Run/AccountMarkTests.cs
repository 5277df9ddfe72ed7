using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Run;
using Arbit.Slow.Configuration;

namespace Arbit.Tests.Run;

/// <summary>A ledger of paper is never taken for one of real money, nor the other way round.</summary>
public sealed class AccountMarkTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("arbit-mark");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData(OrderMode.Paper, OrderMode.Real)]
    [InlineData(OrderMode.Real, OrderMode.Paper)]
    [InlineData(OrderMode.DryRun, OrderMode.Rehearsal)]
    [InlineData(OrderMode.Rehearsal, OrderMode.Real)]
    [InlineData(OrderMode.Rehearsal, OrderMode.Paper)]
    public void A_directory_stays_what_it_was_begun_as(OrderMode begun, OrderMode other)
    {
        AccountMark.Check(_data.FullName, begun);
        File.WriteAllText(Path.Combine(_data.CreateSubdirectory("journal").FullName, "journal-1.log"), "");
        AccountMark.Check(_data.FullName, begun);
        var refused = Assert.Throws<InvalidSettingsException>(() => AccountMark.Check(_data.FullName, other));
        Assert.Contains("give each its own DataPath", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_a_dry_run_to_real_orders_the_accounts_stay_the_same()
    {
        AccountMark.Check(_data.FullName, OrderMode.DryRun);
        AccountMark.Check(_data.FullName, OrderMode.Real);
        Assert.Equal("real accounts\n", File.ReadAllText(Path.Combine(_data.FullName, "accounts.txt")));
    }
}
