using Arbit.Live.Tables;
using Arbit.State;
using Arbit.Tests.Live.Support;
using Arbit.Tests.State;
using Azure.Data.Tables;

namespace Arbit.Tests.Live.Tables;

/// <summary>State in Azure Tables keeps to what every state store keeps to, on Azurite; each test has partitions of its own.</summary>
public sealed class TablesStateStoreTests : StateStoreContract, IClassFixture<Azurite>
{
    private readonly Azurite _azurite;
    private readonly string _own = $"{Guid.NewGuid():N}:";

    public TablesStateStoreTests(Azurite azurite)
    {
        azurite.Require();
        _azurite = azurite;
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(30_000)]
    [InlineData(30_001)]
    [InlineData(200_000)]
    public async Task A_row_of_any_size_up_to_an_entitys_is_found_as_it_was_written(int length)
    {
        // Pairs of surrogates stand across every border of parts, at an odd and at an even place.
        var json = string.Concat(Enumerable.Repeat("\U0001F4B0x\U0001F4B0", (length / 5) + 1));
        var store = Open();
        Assert.True(await store.TryInsertAsync("big", "p", "r", json, default));
        var row = await store.FindAsync("big", "p", "r", default);
        Assert.Equal(json, row!.Json);
        Assert.True(await store.TryReplaceAsync("big", "p", "r", "1", row.ETag, default));
        Assert.Equal("1", (await store.FindAsync("big", "p", "r", default))!.Json);
    }

    [SkippableFact]
    public async Task What_no_entity_can_hold_is_refused_before_it_is_sent()
        => await Assert.ThrowsAsync<ArgumentException>(() => Open().TryInsertAsync("big", "p", "r", new string('1', 600_000), default));

    [SkippableFact]
    public async Task Keys_with_everything_that_tables_forbid_are_found_and_stand_in_ordinal_order()
    {
        var keys = Enumerable.Range(0, 0xA8).Select(c => $"k{(char)c}z").Append("k").Append("k'").Append("kraken:spot/BTC#1?x=\\").Append("ké☃").ToList();
        var store = Open();
        foreach (var key in keys)
            Assert.True(await store.TryInsertAsync("keys", "a/b#c?d\\e", key, "1", default), key);
        var listed = await store.ListAsync("keys", "a/b#c?d\\e", "", 1_000, default);
        Assert.Equal(keys.Order(StringComparer.Ordinal), listed.Select(row => row.Row));
        Assert.Equal(keys.Order(StringComparer.Ordinal).SkipWhile(key => string.CompareOrdinal(key, "k/") < 0), (await store.ListAsync("keys", "a/b#c?d\\e", "k/", 1_000, default)).Select(row => row.Row));
    }

    [SkippableFact]
    public async Task More_than_a_page_is_listed_whole()
    {
        var store = Open();
        var client = new TableServiceClient(_azurite.ConnectionString).GetTableClient("arbitpages");
        await store.TryInsertAsync("pages", "p", "0000", "1", default);
        foreach (var hundred in Enumerable.Range(0, 12))
        {
            await client.SubmitTransactionAsync(Enumerable.Range(hundred * 100, 100).Where(number => number > 0).Select(number =>
                new TableTransactionAction(TableTransactionActionType.Add, TableRow.Of(_own + "p", $"{number:D4}", "1", "test"))));
        }

        Assert.Equal(Enumerable.Range(0, 1_200).Select(number => $"{number:D4}"), (await store.ListAsync("pages", "p", "", 5_000, default)).Select(row => row.Row));
        Assert.Equal(1_001, (await store.ListAsync("pages", "p", "", 1_001, default)).Count);
    }

    [SkippableFact]
    public async Task A_write_whose_answer_is_lost_is_known_as_ones_own_when_it_is_sent_again()
    {
        var lossy = new LostAnswers();
        var options = new TableClientOptions { Transport = lossy };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        var store = new OwnPartitions(new TablesStateStore(new TableServiceClient(_azurite.ConnectionString, options)), _own);
        await store.TryInsertAsync("lost", "p", "first", "1", default);
        lossy.LoseNext = true;
        Assert.True(await store.TryInsertAsync("lost", "p", "r", "1", default));
        var row = await store.FindAsync("lost", "p", "r", default);
        lossy.LoseNext = true;
        Assert.True(await store.TryReplaceAsync("lost", "p", "r", "2", row!.ETag, default));
        Assert.Equal("2", (await store.FindAsync("lost", "p", "r", default))!.Json);
        Assert.Equal(2, lossy.Lost);
        Assert.False(await store.TryInsertAsync("lost", "p", "r", "3", default));
    }

    [SkippableFact]
    public async Task Rows_are_deleted_in_transactions_and_again_where_the_answer_is_lost()
    {
        var lossy = new LostAnswers();
        var options = new TableClientOptions { Transport = lossy };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        var store = new OwnPartitions(new TablesStateStore(new TableServiceClient(_azurite.ConnectionString, options)), _own);
        var rows = Enumerable.Range(0, 201).Select(number => $"{number:D4}").ToList();
        foreach (var row in rows)
            await store.TryInsertAsync("deleted", "p", row, "1", default);
        await store.DeleteAsync("deleted", "p", rows[..200], default);
        Assert.Equal(2, lossy.Transactions);
        Assert.Equal("0200", Assert.Single(await store.ListAsync("deleted", "p", "", 10, default)).Row);
        lossy.LoseNext = true;
        await store.DeleteAsync("deleted", "p", rows[200..], default);
        Assert.Equal(1, lossy.Lost);
        Assert.Empty(await store.ListAsync("deleted", "p", "", 10, default));
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_service_that_is_away_says_that_nobody_knows(int retries)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        await SaysSoAsync(new TablesStateStore(new TableServiceClient("AccountName=a;AccountKey=dGVzdA==;TableEndpoint=http://127.0.0.1:1/a", options)));
    }

    [SkippableFact]
    public async Task Who_gets_no_token_says_that_nobody_knows()
        => await SaysSoAsync(new TablesStateStore(new Uri("https://127.0.0.1:1"), new NoToken()));

    private static async Task SaysSoAsync(TablesStateStore store)
    {
        await Assert.ThrowsAsync<IOException>(() => store.FindAsync("t", "p", "r", default));
        await Assert.ThrowsAsync<IOException>(() => store.TryInsertAsync("t", "p", "r", "1", default));
        await Assert.ThrowsAsync<IOException>(() => store.ListAsync("t", "p", "", 1, default));
        await Assert.ThrowsAsync<IOException>(() => store.DeleteAsync("t", "p", ["r"], default));
    }

    protected override IStateStore Open() => new OwnPartitions(new TablesStateStore(_azurite.ConnectionString), _own);
}
