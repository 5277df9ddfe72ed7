using Arbit.Accounts;
using Arbit.Accounts.Moves;
using Arbit.Money;

namespace Arbit.Tests.Accounts.Moves;

/// <summary>Lesson L27: in doubt a withdrawal is found in what the venue lists, and nothing else is taken for it.</summary>
public sealed class WithdrawalMatchTests
{
    private const string Address = "T-address";
    private static readonly DateTimeOffset At = new(2026, 1, 9, 12, 0, 0, TimeSpan.Zero);
    private static readonly Asset Usdt = new("USDT");
    private static readonly WithdrawalOrder Order = new("w-1", Usdt, "tron", Amount.Parse("100"), Amount.Parse("1"), Address, null);
    private static readonly AskedWithdrawal Asked = new(Order, At, null);
    private static readonly HashSet<string> Nobody = [];

    [Fact]
    public void Our_id_decides_whatever_else_is_alike()
        => Assert.Equal("v2", WithdrawalMatch.Find(Asked, Address, [Listed("v1", "w-0"), Listed("v2", "w-1"), Listed("v3")], Nobody)!.VenueId);

    [Fact]
    public void The_venues_own_id_decides_where_it_was_told()
        => Assert.Equal("v3", WithdrawalMatch.Find(Asked with { VenueId = "v3" }, Address, [Listed("v1"), Listed("v3")], Nobody)!.VenueId);

    [Fact]
    public void Else_it_is_the_one_of_the_same_asset_destination_and_amount_that_came_after()
    {
        ListedWithdrawal[] others =
        [
            Listed("v1") with { Amount = Amount.Parse("99") },
            Listed("v2") with { Destination = "elsewhere" },
            Listed("v3") with { Asset = new Asset("USDC") },
            Listed("v4") with { At = At - WithdrawalMatch.Skew - TimeSpan.FromSeconds(1) },
            Listed("v5", "somebody's"),
        ];
        Assert.Null(WithdrawalMatch.Find(Asked, Address, others, Nobody));
        Assert.Equal("v6", WithdrawalMatch.Find(Asked, Address, [.. others, Listed("v6")], Nobody)!.VenueId);
    }

    [Fact]
    public void One_that_belongs_to_another_of_ours_is_none()
        => Assert.Null(WithdrawalMatch.Find(Asked, Address, [Listed("v1")], new HashSet<string>(StringComparer.Ordinal) { "v1" }));

    [Fact]
    public void Two_that_are_alike_are_a_persons_to_tell_apart()
        => Assert.Throws<FundingUnansweredException>(() => WithdrawalMatch.Find(Asked, Address, [Listed("v1"), Listed("v2")], Nobody));

    private static ListedWithdrawal Listed(string id, string? ours = null)
        => new(id, ours, Usdt, Address, Order.Amount, Order.Fee, At + TimeSpan.FromSeconds(3), WithdrawalState.Pending, null);
}
