using Arbit.EdgeRunner.Journal;

namespace Arbit.Tests.Journal;

public sealed class RunEpochTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string EpochPath => _directory.File(RunEpoch.FileName);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Epochs_begin_at_one_and_rise()
        => Assert.Equal([1L, 2, 3, 4, 5], Enumerable.Range(0, 5).Select(_ => RunEpoch.Raise(_directory.Path)));

    [Fact]
    public void Each_directory_has_its_own()
    {
        RunEpoch.Raise(_directory.File("a"));
        RunEpoch.Raise(_directory.File("a"));
        Assert.Equal(1, RunEpoch.Raise(_directory.File("b")));
    }

    [Fact]
    public void A_file_prepared_and_never_put_in_place_changes_nothing()
    {
        Assert.Equal(1, RunEpoch.Raise(_directory.Path));
        File.WriteAllText(EpochPath + ".new", "9 00");
        Assert.Equal(2, RunEpoch.Raise(_directory.Path));
    }

    [Fact]
    public void Every_cut_and_every_flipped_bit_is_named()
    {
        for (var i = 0; i < 12; i++)
            RunEpoch.Raise(_directory.Path);
        var whole = File.ReadAllBytes(EpochPath);
        var altered = Enumerable.Range(0, whole.Length - 1).Select(length => whole[..length])
            .Concat(Enumerable.Range(0, (whole.Length - 1) * 8).Select(bit => Flip(whole, bit)));
        foreach (var bytes in altered)
        {
            File.WriteAllBytes(EpochPath, bytes);
            var damage = Assert.Throws<DamagedEpochException>(() => RunEpoch.Raise(_directory.Path));
            Assert.Equal(EpochPath, damage.File);
            Assert.Equal(bytes, File.ReadAllBytes(EpochPath));
        }
    }

    [Fact]
    public void A_person_can_set_it_as_the_error_says()
    {
        File.WriteAllText(EpochPath, "?");
        var damage = Assert.Throws<DamagedEpochException>(() => RunEpoch.Raise(_directory.Path));
        Assert.Contains("above NUMBER", damage.Message, StringComparison.Ordinal);
        File.WriteAllText(EpochPath, "above 41\n");
        Assert.Equal(42, RunEpoch.Raise(_directory.Path));
        Assert.Equal(43, RunEpoch.Raise(_directory.Path));
    }

    [Fact]
    public void A_journal_whose_epoch_is_gone_does_not_begin_at_one_again()
    {
        RunEpoch.Raise(_directory.Path);
        using (var journal = IntentJournal.Start(_directory.Path))
            journal.BeginSegment("state"u8);
        File.Delete(EpochPath);
        Assert.Throws<DamagedEpochException>(() => RunEpoch.Raise(_directory.Path));
    }

    [Fact]
    public void Raised_by_many_at_once_none_is_handed_out_twice()
    {
        var raised = new System.Collections.Concurrent.ConcurrentBag<long>();
        Parallel.For(0, 40, _ =>
        {
            try
            {
                raised.Add(RunEpoch.Raise(_directory.Path));
            }
            catch (DataDirectoryInUseException)
            {
                // Told so by name, and nothing was raised.
            }
        });
        Assert.NotEmpty(raised);
        Assert.Equal(raised.Count, raised.Distinct().Count());
    }

    private static byte[] Flip(byte[] bytes, int bit)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
