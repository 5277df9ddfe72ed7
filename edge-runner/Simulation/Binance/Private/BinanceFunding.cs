using System.Globalization;
using System.Text.Json;
using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>
/// Binance's signed paths outside trading, over the funding model (documents "Wallet endpoints"): coins and their networks,
/// withdrawals, deposits, addresses, fees, the key's rights; Simple Earn is <see cref="BinanceEarn"/>. The amount of a withdrawal
/// here is what leaves the account: the fee is taken out of it, so that what arrives is less.
/// </summary>
internal sealed class BinanceFunding(Func<SimulatedFunding?> funding, Func<IEnumerable<SimulatedInstrument>> instruments)
{
    private const string Withdrawals = "/sapi/v1/capital/withdraw/";
    private const int MostListed = 1000;
    private static readonly TimeSpan ByClientId = TimeSpan.FromDays(7);
    private static readonly TimeSpan Listed = TimeSpan.FromDays(90);
    private static readonly Venue Here = new(VenueNames.Binance);

    private readonly BinanceEarn earn = new(funding);

    public delegate RestReply Answer(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key);

    private SimulatedFunding Funding => funding()!;

    /// <summary>Null where the path is none of these, or nothing happens here outside trading.</summary>
    public Answer? Find(RestRequest request, out KeyRights needed)
    {
        needed = (request.Method, request.Path) == ("POST", Withdrawals + "apply") ? KeyRights.Withdraw : KeyRights.None;
        if (funding() is null) return null;
        return (request.Method, request.Path) switch
        {
            ("GET", "/sapi/v1/capital/config/getall") => Coins,
            ("POST", Withdrawals + "apply") => Withdraw,
            ("GET", Withdrawals + "history") => History,
            ("GET", Withdrawals + "address/list") => Addresses,
            ("GET", "/sapi/v1/capital/deposit/hisrec") => Deposits,
            ("GET", "/sapi/v1/capital/deposit/address") => DepositAddress,
            ("GET", "/sapi/v1/asset/tradeFee") => Fees,
            ("GET", "/sapi/v1/account/apiRestrictions") => Rights,
            ("POST", "/sapi/v3/asset/getUserAsset") => UserAssets,
            _ => earn.Find(request, out needed),
        };
    }

    private static string Plain(Bps rate) => new Exact(rate.RateUnits, 8).ToString();

    private static string Time(long nanoseconds)
        => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string IdOf(Withdrawal withdrawal) => withdrawal.Number.ToString("x32", CultureInfo.InvariantCulture);

    private RestReply Coins(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key)
    {
        IEnumerable<IGrouping<Asset, NetworkTerms>> coins = Funding.NetworksOf(Here).GroupBy(network => network.Asset);
        return BinancePrivate.List(coins, (json, coin) => BinanceFundingBodies.Coin(json, coin.Key, [.. coin], Funding.HoldingsOf(Here).FirstOrDefault(holding => holding.Asset == coin.Key)));
    }

    /// <summary>"User Asset": of the spot wallet, what is not zero. It only reads, though it is posted.</summary>
    private RestReply UserAssets(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key)
        => BinancePrivate.List(
            account.Balances.Where(balance => balance.Balance.Total.Sign != 0 && (!parameters.TryGetValue("asset", out string? asset) || balance.Asset.Code == asset)),
            (json, balance) =>
            {
                json.WriteString("asset", balance.Asset.Code);
                json.WriteString("free", BinanceBodies.Number(balance.Balance.Free.Value));
                json.WriteString("locked", BinanceBodies.Number(balance.Balance.Locked.Value));
                json.WriteString("freeze", "0");
                json.WriteString("withdrawing", "0");
                json.WriteString("ipoable", "0");
                json.WriteString("btcValuation", "0");
            });

    private RestReply Withdraw(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key)
    {
        foreach (string mandatory in (string[])["coin", "address", "amount"])
        {
            if (parameters.GetValueOrDefault(mandatory, "").Length == 0) return BinancePrivate.Refused(BinanceError.Missing(mandatory));
        }

        if (!Asset.IsCode(parameters["coin"])) return BinancePrivate.Refused(BinanceError.Illegal("coin"));
        if (!Exact.TryParse(parameters["amount"], out Exact gross) || gross.Sign <= 0 || gross.Decimals > 8) return BinancePrivate.Refused(BinanceError.Illegal("amount"));
        var asset = new Asset(parameters["coin"]);
        string network = parameters.TryGetValue("network", out string? named)
            ? BinanceNetworks.CanonicalOf(named)
            : Funding.NetworksOf(Here).FirstOrDefault(each => each.Asset == asset)?.Network ?? "";
        Amount fee = Funding.NetworkOf(Here, asset, network)?.WithdrawFee ?? Amount.Zero;
        WithdrawalAnswer answer = Funding.Withdraw(new WithdrawalRequest(
            Here, parameters.GetValueOrDefault("withdrawOrderId", ""), asset, network, parameters["address"], parameters.GetValueOrDefault("addressTag", ""), Amount.From(gross) - fee));
        if (answer.IsLost) return RestReply.Lost;
        return answer.Refusal == WithdrawalRefusal.None
            ? BinancePrivate.Done(json => json.WriteString("id", IdOf(answer.Withdrawal!)))
            : BinancePrivate.Refused(BinanceFundingBodies.ErrorOf(answer.Refusal));
    }

    private RestReply History(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key)
    {
        string? id = parameters.GetValueOrDefault("withdrawOrderId");
        IEnumerable<Withdrawal> found = Funding.WithdrawalsOf(Here)
            .Where(withdrawal => IsOfCoin(parameters, withdrawal.Asset)
                && (id is null || withdrawal.ClientId == id)
                && IsOfStatus(parameters, BinanceFundingBodies.StatusOf(withdrawal))
                && IsWithin(parameters, withdrawal.RequestedAt, id is null ? Listed : ByClientId));
        return BinancePrivate.List(Page(parameters, found), (json, withdrawal) => BinanceFundingBodies.Withdrawal(json, withdrawal, IdOf(withdrawal), Time));
    }

    private RestReply Deposits(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key)
    {
        IEnumerable<Deposit> found = Funding.DepositsOf(Here)
            .Where(deposit => IsOfCoin(parameters, deposit.Asset)
                && (!parameters.TryGetValue("txId", out string? transaction) || deposit.TxId == transaction)
                && IsOfStatus(parameters, BinanceFundingBodies.StatusOf(deposit))
                && IsWithin(parameters, deposit.SeenAt, Listed));
        return BinancePrivate.List(Page(parameters, found), (json, deposit) => BinanceFundingBodies.Deposit(
            json, deposit, Funding.NetworkOf(Here, deposit.Asset, deposit.Network)?.Confirmations ?? 1));
    }

    private RestReply DepositAddress(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key)
    {
        if (parameters.GetValueOrDefault("coin", "").Length == 0) return BinancePrivate.Refused(BinanceError.Missing("coin"));
        string? network = parameters.TryGetValue("network", out string? named) ? BinanceNetworks.CanonicalOf(named) : null;
        FundingAddress? address = Funding.AddressesOf(Here).FirstOrDefault(each => each.Asset.Code == parameters["coin"] && (network is null || each.Network == network));
        return address is null ? BinancePrivate.Refused(BinanceFundingBodies.NotOpen) : BinancePrivate.Done(json =>
        {
            json.WriteString("address", address.Address);
            json.WriteString("coin", address.Asset.Code);
            json.WriteString("tag", address.Tag);
            json.WriteString("url", "");
        });
    }

    private RestReply Addresses(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key)
        => BinancePrivate.List(Funding.AllowedOf(Here), (json, allowed) =>
        {
            json.WriteString("address", allowed.Address);
            json.WriteString("addressTag", allowed.Tag);
            json.WriteString("coin", allowed.Asset.Code);
            json.WriteString("name", allowed.Name);
            json.WriteString("network", BinanceNetworks.NameOf(allowed.Network));
            json.WriteString("origin", "");
            json.WriteString("originType", "others");
            json.WriteBoolean("whiteStatus", true);
        });

    private RestReply Fees(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key)
        => BinancePrivate.List(
            instruments().Where(instrument => !parameters.TryGetValue("symbol", out string? symbol) || instrument.VenueSymbol == symbol),
            (json, instrument) =>
            {
                FeeSchedule fees = Funding.FeesOf(Here, Symbol.Parse(instrument.Symbol));
                json.WriteString("symbol", instrument.VenueSymbol);
                json.WriteString("makerCommission", Plain(fees.Maker));
                json.WriteString("takerCommission", Plain(fees.Taker));
            });

    /// <summary>What this key may do. Simple Earn has no right of its own at the venue; a key that neither trades nor withdraws can only read and earn.</summary>
    private static RestReply Rights(Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key) => BinancePrivate.Done(json =>
    {
        json.WriteBoolean("ipRestrict", true);
        json.WriteNumber("createTime", 1_698_645_219_000);
        json.WriteBoolean("enableReading", true);
        json.WriteBoolean("enableSpotAndMarginTrading", key.May(KeyRights.Trade));
        json.WriteBoolean("enableWithdrawals", key.May(KeyRights.Withdraw));
        json.WriteBoolean("enableInternalTransfer", false);
        json.WriteBoolean("permitsUniversalTransfer", false);
        json.WriteBoolean("enableMargin", false);
        json.WriteBoolean("enableFutures", false);
        json.WriteBoolean("enableVanillaOptions", false);
        json.WriteBoolean("enablePortfolioMarginTrading", false);
    });

    private static bool IsOfCoin(Dictionary<string, string> parameters, Asset asset) => !parameters.TryGetValue("coin", out string? coin) || asset.Code == coin;

    private static bool IsOfStatus(Dictionary<string, string> parameters, int status) => BinancePrivate.NumberOf(parameters, "status", status) == status;

    private bool IsWithin(Dictionary<string, string> parameters, long time, TimeSpan most)
    {
        long milliseconds = BinanceBodies.Milliseconds(time);
        return milliseconds >= BinancePrivate.NumberOf(parameters, "startTime", BinanceBodies.Milliseconds(Funding.Now) - (long)most.TotalMilliseconds)
            && milliseconds <= BinancePrivate.NumberOf(parameters, "endTime", long.MaxValue);
    }

    private static IEnumerable<T> Page<T>(Dictionary<string, string> parameters, IEnumerable<T> all)
        => all.Skip((int)Math.Min(BinancePrivate.NumberOf(parameters, "offset", 0), int.MaxValue)).Take((int)Math.Min(BinancePrivate.NumberOf(parameters, "limit", MostListed), MostListed));
}
