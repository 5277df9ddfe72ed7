using Arbit.EdgeRunner.Journal;

namespace Arbit.Tests.Journal;

public sealed class IntentJournalTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_new_directory_has_nothing_to_recover_and_wants_a_checkpoint_first()
    {
        using var journal = IntentJournal.Start(_directory.Path);
        Assert.Equal(0, journal.Segment);
        Assert.Null(journal.Checkpoint);
        Assert.Empty(journal.Recovered);
        Assert.Throws<InvalidOperationException>(() => journal.Append("x"u8));
    }

    [Fact]
    public void A_restart_finds_the_last_checkpoint_and_what_came_after_it()
    {
        using (var first = IntentJournal.Start(_directory.Path))
        {
            first.BeginSegment("one"u8);
            first.Append("a"u8);
            first.BeginSegment("two"u8);
            first.Append("b"u8);
            first.Append("c"u8);
        }

        using var second = IntentJournal.Start(_directory.Path);
        Assert.Equal(2, second.Segment);
        Assert.Equal("two"u8.ToArray(), second.Checkpoint);
        Assert.Equal(["b"u8.ToArray(), "c"u8.ToArray()], second.Recovered);
        Assert.True(File.Exists(_directory.File("journal-000001.log")));
    }

    [Fact]
    public void What_recovery_appends_before_its_checkpoint_is_kept()
    {
        using (var first = IntentJournal.Start(_directory.Path))
            first.BeginSegment("one"u8);
        using (var second = IntentJournal.Start(_directory.Path))
            second.Append("settled"u8);
        using var third = IntentJournal.Start(_directory.Path);
        Assert.Equal(["settled"u8.ToArray()], third.Recovered);
    }

    [Fact]
    public void A_segment_that_was_never_finished_does_not_count()
    {
        using (var first = IntentJournal.Start(_directory.Path))
        {
            first.BeginSegment("one"u8);
            first.Append("a"u8);
        }

        // Killed between writing the next segment and giving it its name, at every byte of it.
        var image = AppendLog.Image("two"u8);
        for (var length = 0; length <= image.Length; length++)
        {
            File.WriteAllBytes(_directory.File("journal-000002.log.new"), image[..length]);
            using var journal = IntentJournal.Start(_directory.Path);
            Assert.Equal("one"u8.ToArray(), journal.Checkpoint);
            Assert.Equal(["a"u8.ToArray()], journal.Recovered);
        }

        using var last = IntentJournal.Start(_directory.Path);
        last.BeginSegment("2"u8);
        Assert.Equal(2, last.Segment);
        Assert.False(File.Exists(_directory.File("journal-000002.log.new")));
    }

    [Fact]
    public void A_torn_last_record_is_cut_off_and_counted()
    {
        using (var first = IntentJournal.Start(_directory.Path))
        {
            first.BeginSegment("one"u8);
            first.Append("a"u8);
            first.Append("b"u8);
        }

        using (var segment = new FileStream(_directory.File("journal-000001.log"), FileMode.Open))
            segment.SetLength(segment.Length - 1);
        using var second = IntentJournal.Start(_directory.Path);
        Assert.Equal(["a"u8.ToArray()], second.Recovered);
        Assert.Equal(Frame.HeaderLength, second.BytesCut);
    }

    [Fact]
    public void A_segment_without_its_checkpoint_is_damage()
    {
        using (var first = IntentJournal.Start(_directory.Path))
            first.BeginSegment("one"u8);
        using (var segment = new FileStream(_directory.File("journal-000001.log"), FileMode.Open))
            segment.SetLength(12);
        Assert.Throws<DamagedLogException>(() => IntentJournal.Start(_directory.Path));
    }

    [Fact]
    public void A_failed_segment_leaves_the_old_one_in_use()
    {
        using (var journal = IntentJournal.Start(_directory.Path))
        {
            journal.BeginSegment("one"u8);
            Directory.CreateDirectory(_directory.File("journal-000002.log.new"));
            Assert.ThrowsAny<Exception>(() => journal.BeginSegment("two"u8));
            journal.Append("a"u8);
        }

        using var second = IntentJournal.Start(_directory.Path);
        Assert.Equal("one"u8.ToArray(), second.Checkpoint);
        Assert.Equal(["a"u8.ToArray()], second.Recovered);
    }

    [Fact]
    public void Two_cannot_have_one_directory()
    {
        using (IntentJournal.Start(_directory.Path))
        {
            var refusal = Assert.Throws<DataDirectoryInUseException>(() => IntentJournal.Start(_directory.Path));
            Assert.StartsWith("data directory in use by another Arbit", refusal.Message, StringComparison.Ordinal);
        }

        IntentJournal.Start(_directory.Path).Dispose();
        Assert.True(File.Exists(_directory.File(DataDirectoryLock.FileName)));
    }

    [Fact]
    public void A_failed_start_gives_the_directory_back()
    {
        File.WriteAllText(_directory.File("journal-000001.log"), "no journal");
        Assert.Throws<DamagedLogException>(() => IntentJournal.Start(_directory.Path));
        Assert.Throws<DamagedLogException>(() => IntentJournal.Start(_directory.Path));
    }
}
