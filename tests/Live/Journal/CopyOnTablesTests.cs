using System.Globalization;
using System.Text;
using Arbit.EdgeRunner.Journal.Copy;
using Arbit.Live.Tables;
using Arbit.Tests.Journal;
using Arbit.Tests.Live.Support;
using Arbit.Tests.Live.Tables;
using Azure.Data.Tables;

namespace Arbit.Tests.Live.Journal;

/// <summary>The journal's copy in Azure Tables, on Azurite, over a network that loses the first answer to everything that is written.</summary>
public sealed class CopyOnTablesTests(Azurite azurite) : IClassFixture<Azurite>
{
    private const int Records = 120;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Copies_begin_anew_and_old_ones_go_in_transactions_whatever_answers_are_lost()
    {
        azurite.Require();
        var lossy = new LostAnswers { LosesEach = true };
        var options = new TableClientOptions { Transport = lossy };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        var tables = new OwnPartitions(new TablesStateStore(new TableServiceClient(azurite.ConnectionString, options)), $"{Guid.NewGuid():N}:");
        var store = new MortalStore(tables);
        await using var copy = new JournalCopy(store, TimeProvider.System);
        copy.Begin(1, Json(0));
        for (var number = 1; number <= Records; number++)
        {
            await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
            copy.Append(Json(number));
        }

        await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
        foreach (var number in (int[])[Records, Records + 1])
        {
            copy.Begin(1, Json(number));
            await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
            copy.Append(Json(number + 1));
            await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
        }

        // Its entry as whole, a hundred of its rows, the rest of them, and its entry as begun.
        await store.WhenAsync(() => store.Deletions == 4).WaitAsync(Patience);
        Assert.Equal(2, (await tables.ListAsync("journal", "begun", "", 10, default)).Count);
        Assert.Equal(2, (await tables.ListAsync("journal", "epochs", "", 10, default)).Count);
        Assert.Empty(await tables.ListAsync("journal", $"{1:D19}-{1:D10}", "", 10, default));
        Assert.InRange(lossy.Lost, Records, int.MaxValue);

        // Each once more: its first answer was lost.
        Assert.Equal(8, lossy.Transactions);
        var read = await copy.ReadAsync(default);
        Assert.Equal(Json(Records + 1), read!.Value.Checkpoint);
        Assert.Equal([Json(Records + 2)], read.Value.Records);
        Assert.Null(copy.Problem);
    }

    private static byte[] Json(int number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
