using System.Text.Json;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Transfers;

namespace Arbit.EdgeRunner.Transfers;

/// <summary>One wanted transfer handed over in a file, with what both ends say of their networks.</summary>
public static class TransferCase
{
    /// <exception cref="InvalidDataException">Something is missing or is not what it should be; the message names it.</exception>
    /// <exception cref="FormatException">A venue or an asset is none.</exception>
    /// <exception cref="MoneyOverflowException">A number has no place in its type.</exception>
    public static TransferRequest Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("it is no JSON object");
        var amount = Amount.From(Required(root, "amount", ""));
        var price = new Price(Required(root, "price", ""));
        if (amount.Sign <= 0 || price.IsZero)
            throw new InvalidDataException("'amount' and 'price' are more than zero");
        var from = Member(root, "from", JsonValueKind.Object, "");
        var to = Member(root, "to", JsonValueKind.Object, "");
        var withdrawals = Items(from, "networks", "from.").Select(item => Withdrawal(item.Element, item.Where)).ToList();
        var deposits = Items(to, "networks", "to.").Select(item => Deposit(item.Element, item.Where)).ToList();
        EachOnce(withdrawals.Select(network => network.Network), "from.networks");
        EachOnce(deposits.Select(network => network.Network), "to.networks");
        return new TransferRequest(
            new Asset(Text(root, "asset", "")),
            amount,
            price,
            new Venue(Text(from, "venue", "from.")),
            withdrawals,
            new Venue(Text(to, "venue", "to.")),
            deposits,
            [.. Items(root, "addresses", "").Select(item => Address(item.Element, item.Where))]);
    }

    private static WithdrawalNetwork Withdrawal(JsonElement element, string where) => new(
        Text(element, "network", where),
        Optional(element, "withdrawFee", where) is { } fee ? Amount.From(fee) : null,
        Amount.From(Optional(element, "minWithdraw", where) ?? Exact.Zero),
        Flag(element, "withdrawEnabled", where),
        Optional(element, "minutes", where),
        OptionalText(element, "contract", where));

    private static DepositNetwork Deposit(JsonElement element, string where) => new(
        Text(element, "network", where),
        Flag(element, "depositEnabled", where),
        OptionalText(element, "contract", where),
        Flag(element, "tagRequired", where));

    private static AllowedAddress Address(JsonElement element, string where) => new(
        new Asset(Text(element, "asset", where)),
        Text(element, "network", where),
        Text(element, "address", where),
        OptionalText(element, "tag", where),
        OptionalText(element, "contract", where));

    private static IEnumerable<(JsonElement Element, string Where)> Items(JsonElement parent, string name, string where)
        => Member(parent, name, JsonValueKind.Array, where).EnumerateArray().Select((element, index) => element.ValueKind == JsonValueKind.Object
            ? (element, $"{where}{name}[{index}].")
            : throw new InvalidDataException($"'{where}{name}[{index}]' is no object"));

    private static void EachOnce(IEnumerable<string> names, string where)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidDataException($"'{where}' names {twice.Key} twice");
    }

    private static JsonElement? Find(JsonElement parent, string name)
        => parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement Member(JsonElement parent, string name, JsonValueKind kind, string where)
    {
        var value = Find(parent, name) ?? throw new InvalidDataException($"'{where}{name}' is missing");
        return value.ValueKind == kind
            ? value
            : throw new InvalidDataException($"'{where}{name}' is no {(kind == JsonValueKind.Array ? "list" : kind == JsonValueKind.String ? "text" : "object")}");
    }

    private static string Text(JsonElement parent, string name, string where) => Member(parent, name, JsonValueKind.String, where).GetString()!;

    private static string? OptionalText(JsonElement parent, string name, string where) => Find(parent, name) is null ? null : Text(parent, name, where);

    private static bool Flag(JsonElement parent, string name, string where)
        => (Find(parent, name) ?? throw new InvalidDataException($"'{where}{name}' is missing")).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new InvalidDataException($"'{where}{name}' is neither true nor false"),
        };

    private static Exact Required(JsonElement parent, string name, string where)
        => Optional(parent, name, where) ?? throw new InvalidDataException($"'{where}{name}' is missing");

    /// <summary>Null where it is missing or null: the venue does not tell.</summary>
    private static Exact? Optional(JsonElement parent, string name, string where)
    {
        if (Find(parent, name) is not { } value)
            return null;
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            throw new InvalidDataException($"'{where}{name}' is no decimal number");
        var number = parent.Exact(name);
        return number.Sign >= 0 ? number : throw new InvalidDataException($"'{where}{name}' is negative");
    }
}
