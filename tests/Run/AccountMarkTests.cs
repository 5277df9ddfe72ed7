using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Run;
using Arbit.Slow.Configuration;

namespace Arbit.Tests.Run;

/// <summary>A ledger of paper is never taken for one of real money, nor the other way round.</summary>
public sealed class AccountMarkTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("arbit-mark");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_directory_stays_what_it_was_begun_as(bool isAccount)
    {
        AccountMark.Check(_data.FullName, isAccount);
        _data.CreateSubdirectory("journal");
        AccountMark.Check(_data.FullName, isAccount);
        var refused = Assert.Throws<InvalidSettingsException>(() => AccountMark.Check(_data.FullName, !isAccount));
        Assert.Contains("give each its own DataPath", refused.Message, StringComparison.Ordinal);
    }
}
