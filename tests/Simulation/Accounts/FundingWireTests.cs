using System.Text.Json;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Tests.Support;

namespace Arbit.Tests.Simulation.Accounts;

/// <summary>Money between the simulated venues as a client of their wire formats meets it.</summary>
public sealed class FundingWireTests
{
    private const string Apply = "/sapi/v1/capital/withdraw/apply";
    private const string History = "/sapi/v1/capital/withdraw/history";

    [Fact]
    public void A_withdrawal_on_Binance_arrives_on_Kraken()
    {
        var wire = new FundingWire();
        JsonElement methods = Result(wire.Kraken("DepositMethods", "asset=USDT"));
        Assert.Contains("Tether USD (TRC20)", methods.EnumerateArray().Select(method => Text(method, "method")));
        string address = Text(Result(wire.Kraken("DepositAddresses", "asset=USDT&method=Tether%20USD%20(TRC20)"))[0], "address");
        JsonElement usdt = Coin(wire, "USDT");
        JsonElement tron = usdt.GetProperty("networkList").EnumerateArray().Single(network => Text(network, "network") == "TRX");
        Assert.Equal(("1.00000000", true, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"), (Text(tron, "withdrawFee"), tron.GetProperty("withdrawEnable").GetBoolean(), Text(tron, "contractAddress")));

        (int status, JsonElement taken) = wire.Binance("POST", Apply, $"coin=USDT&network=TRX&address={address}&amount=1001&withdrawOrderId=one")!.Value;
        Assert.Equal(200, status);
        JsonElement pending = Assert.Single(WithdrawalsOf(wire, "one"));
        Assert.Equal((Text(taken, "id"), "4", "", "1000", "1"), (Text(pending, "id"), Text(pending, "status"), Text(pending, "txId"), Text(pending, "amount"), Text(pending, "transactionFee")));
        Assert.Equal("8999.00000000", Text(Coin(wire, "USDT"), "free"));

        wire.Pass(2);
        JsonElement seen = Assert.Single(Result(wire.Kraken("DepositStatus", "asset=USDT")).EnumerateArray());
        JsonElement sent = Assert.Single(WithdrawalsOf(wire, "one"));
        Assert.Equal(("Pending", Text(sent, "txId")), (Text(seen, "status"), Text(seen, "txid")));
        Assert.NotEqual("", Text(sent, "txId"));
        Assert.Equal("10000.0000000000", Text(Result(wire.Kraken("Balance")), "USDT"));

        wire.Pass(2);
        Assert.Equal("6", Text(Assert.Single(WithdrawalsOf(wire, "one")), "status"));
        Assert.Equal("Success", Text(Result(wire.Kraken("DepositStatus"))[0], "status"));
        Assert.Equal("11000.0000000000", Text(Result(wire.Kraken("Balance")), "USDT"));
    }

    [Fact]
    public void A_withdrawal_on_Kraken_goes_by_its_addresss_name_and_arrives_in_KuCoins_trade_account()
    {
        var wire = new FundingWire();
        Assert.Equal("EFunding:Unknown withdraw key", Error(wire.Kraken("Withdraw", "asset=USDT&key=nobody&amount=100")));
        Assert.Equal("EFunding:Invalid address", Error(wire.Kraken("Withdraw", "asset=USDT&key=kucoin-USDT-solana&amount=100&address=another")));
        Assert.Equal("EFunding:Max fee exceeded", Error(wire.Kraken("Withdraw", "asset=USDT&key=kucoin-USDT-solana&amount=100&max_fee=0.01")));
        Assert.Equal("EFunding:Invalid amount", Error(wire.Kraken("Withdraw", "asset=USDT&key=kucoin-USDT-solana&amount=20000")));
        JsonElement info = Result(wire.Kraken("WithdrawInfo", "asset=USDT&key=kucoin-USDT-solana&amount=100"));
        Assert.Equal(("99.9500000000", "0.0500000000"), (Text(info, "amount"), Text(info, "fee")));
        string refId = Text(Result(wire.Kraken("Withdraw", "asset=USDT&key=kucoin-USDT-solana&amount=100&max_fee=0.05")), "refid");
        JsonElement pending = Assert.Single(Result(wire.Kraken("WithdrawStatus", "asset=USDT")).EnumerateArray());
        Assert.Equal((refId, "Initial", "kucoin-USDT-solana"), (Text(pending, "refid"), Text(pending, "status"), Text(pending, "key")));

        wire.Pass(3);
        Assert.Equal("Success", Text(Result(wire.Kraken("WithdrawStatus"))[0], "status"));
        JsonElement deposit = Assert.Single(Data(wire.Kucoin("GET", "/api/v1/deposits?currency=USDT")).GetProperty("items").EnumerateArray());
        Assert.Equal(("SUCCESS", "99.95000000", "sol"), (Text(deposit, "status"), Text(deposit, "amount"), Text(deposit, "chain")));
        JsonElement trade = Data(wire.Kucoin("GET", "/api/v1/accounts?currency=USDT&type=trade"))[0];
        Assert.Equal("10099.95", Text(trade, "balance"));
    }

    [Fact]
    public void KuCoin_moves_to_main_first_and_takes_the_fee_on_top()
    {
        var wire = new FundingWire();
        string body = $$"""{"currency":"USDT","toAddress":"{{wire.AddressOf("binance", "USDT", "polygon")}}","amount":"500","chain":"matic","withdrawType":"ADDRESS","remark":"ours-7"}""";
        Assert.Equal("200004", Code(wire.Kucoin("POST", "/api/v3/withdrawals", body)));
        const string move = """{"clientOid":"m1","currency":"USDT","from":"trade","to":"main","amount":"600"}""";
        Assert.Equal("200000", Code(wire.Kucoin("POST", "/api/v2/accounts/inner-transfer", move)));
        Assert.Equal("400100", Code(wire.Kucoin("POST", "/api/v2/accounts/inner-transfer", move)));
        Assert.Equal("200000", Code(wire.Kucoin("POST", "/api/v3/accounts/universal-transfer", """{"clientOid":"m2","type":"INTERNAL","currency":"USDT","fromAccountType":"MAIN","toAccountType":"TRADE","amount":"50"}""")));
        string id = Text(Data(wire.Kucoin("POST", "/api/v3/withdrawals", body)), "withdrawalId");
        Assert.Equal("49.75", Text(Data(wire.Kucoin("GET", "/api/v1/accounts?currency=USDT&type=main"))[0], "balance"));
        JsonElement listed = Assert.Single(Data(wire.Kucoin("GET", "/api/v1/withdrawals")).GetProperty("items").EnumerateArray());
        Assert.Equal((id, "PROCESSING", "ours-7", "500.00000000"), (Text(listed, "id"), Text(listed, "status"), Text(listed, "remark"), Text(listed, "amount")));

        wire.Pass(4);
        JsonElement deposit = Assert.Single(wire.Binance("GET", "/sapi/v1/capital/deposit/hisrec")!.Value.Body.EnumerateArray());
        Assert.Equal(("1", "500", "MATIC"), (Text(deposit, "status"), Text(deposit, "amount"), Text(deposit, "network")));
        string elsewhere = body.Replace("0x", "0xdead", StringComparison.Ordinal);
        Assert.Equal("260325", Code(wire.Kucoin("POST", "/api/v3/withdrawals", elsewhere)));
        Assert.Equal("900014", Code(wire.Kucoin("POST", "/api/v3/withdrawals", body.Replace("matic", "doge", StringComparison.Ordinal))));
    }

    [Fact]
    public void L27_an_id_that_was_used_is_refused_and_the_earlier_withdrawal_is_found_by_it()
    {
        var wire = new FundingWire();
        string order = $"coin=USDT&network=TRX&address={wire.AddressOf("kraken", "USDT", "tron")}&amount=1001&withdrawOrderId=one";
        Assert.Equal(200, wire.Binance("POST", Apply, order)!.Value.Status);
        Assert.Equal((400, "-4005"), Refusal(wire.Binance("POST", Apply, order)));
        Assert.Single(WithdrawalsOf(wire, "one"));
        Assert.Empty(WithdrawalsOf(wire, "two"));
    }

    [Theory]
    [InlineData(1000, 0, 1)]
    [InlineData(0, 1000, 0)]
    public void L27_no_answer_comes_and_the_list_says_what_was_done(int lostAnswers, int lostRequests, int done)
    {
        var wire = new FundingWire(new FundingFaults { LostAnswerPerMille = lostAnswers, LostRequestPerMille = lostRequests });
        Assert.Null(wire.Binance("POST", Apply, $"coin=USDT&network=TRX&address={wire.AddressOf("kraken", "USDT", "tron")}&amount=1001&withdrawOrderId=one"));
        Assert.Null(wire.Kraken("Withdraw", "asset=USDT&key=binance-USDT-tron&amount=100"));
        Assert.Equal(done, WithdrawalsOf(wire, "one").Count);
        Assert.Equal(done, Result(wire.Kraken("WithdrawStatus")).GetArrayLength());
    }

    [Fact]
    public async Task Over_a_socket_no_answer_is_a_connection_that_ends()
    {
        SimulationOptions options = FundingWire.Options(new FundingFaults { LostAnswerPerMille = 1000 });
        await using SimulatedVenues venues = await SimulatedVenues.StartAsync(options, TimeProvider.System, CancellationToken.None);
        string address = options.Funding!.Addresses.Single(each => each.Owner == new Venue("kraken") && each.Asset.Code == "USDT" && each.Network == "tron").Address;
        using var http = new HttpClient();
        async Task<HttpResponseMessage> Send(HttpMethod method, string path, string parameters)
        {
            string query = FundingWire.Signed(parameters, venues.Now.ToUnixTimeMilliseconds());
            using var request = new HttpRequestMessage(method, new Uri(venues.Endpoints.Single(endpoint => endpoint.Venue == "binance").Rest, $"{path}?{query}"));
            request.Headers.Add("X-MBX-APIKEY", FundingWire.Transfers);
            return await http.SendAsync(request);
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => Send(HttpMethod.Post, Apply, $"coin=USDT&network=TRX&address={address}&amount=1001&withdrawOrderId=one"));
        using HttpResponseMessage found = await Send(HttpMethod.Get, History, "withdrawOrderId=one");
        Assert.Contains("\"withdrawOrderId\":\"one\"", await found.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void L26_a_suspended_way_is_told_by_direction_and_refused()
    {
        long from = new DateTimeOffset(2026, 1, 9, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000_000;
        var wire = new FundingWire(new FundingFaults
        {
            Suspensions =
            [
                .. VenueNames.All.Select(venue => new Suspension(new Venue(venue), null, "tron", FundingDirection.Withdraw, from, from + 600_000_000_000)),
            ],
        });
        JsonElement tron = Coin(wire, "USDT").GetProperty("networkList").EnumerateArray().Single(network => Text(network, "network") == "TRX");
        Assert.Equal((false, true), (tron.GetProperty("withdrawEnable").GetBoolean(), tron.GetProperty("depositEnable").GetBoolean()));
        Assert.Equal((400, "-4019"), Refusal(wire.Binance("POST", Apply, $"coin=USDT&network=TRX&address={wire.AddressOf("kraken", "USDT", "tron")}&amount=1001")));
        Assert.DoesNotContain("Tether USD (TRC20)", Result(wire.Kraken("WithdrawMethods", "asset=USDT")).EnumerateArray().Select(method => Text(method, "method")));
        Assert.Contains("Tether USD (TRC20)", Result(wire.Kraken("DepositMethods", "asset=USDT")).EnumerateArray().Select(method => Text(method, "method")));
        Assert.Equal("EFunding:No funding method", Error(wire.Kraken("Withdraw", "asset=USDT&key=binance-USDT-tron&amount=100")));
        JsonElement chain = Data(wire.Kucoin("GET", "/api/v3/currencies/USDT")).GetProperty("chains").EnumerateArray().Single(each => Text(each, "chainId") == "trx");
        Assert.Equal((false, true), (chain.GetProperty("isWithdrawEnabled").GetBoolean(), chain.GetProperty("isDepositEnabled").GetBoolean()));
        string body = $$"""{"currency":"USDT","toAddress":"{{wire.AddressOf("binance", "USDT", "tron")}}","amount":"500","chain":"trx"}""";
        Assert.Equal("260210", Code(wire.Kucoin("POST", "/api/v3/withdrawals", body)));
        wire.Pass(10);
        Assert.Equal(200, wire.Binance("POST", Apply, $"coin=USDT&network=TRX&address={wire.AddressOf("kraken", "USDT", "tron")}&amount=1001")!.Value.Status);
    }

    [Theory]
    [InlineData(FundingWire.Trades, true, false, false)]
    [InlineData(FundingWire.Transfers, false, true, false)]
    [InlineData(FundingWire.Earns, false, false, true)]
    public void L24_a_key_has_one_right_and_no_other(string key, bool trades, bool transfers, bool earns)
    {
        var wire = new FundingWire();
        bool Binance(string path, string parameters) => !(wire.Binance("POST", path, parameters, key) is { Status: 401, Body: var body } && Text(body, "code") == "-2015");
        bool Kraken(string method, string parameters) => Error(wire.Kraken(method, parameters, key)) != "EGeneral:Permission denied";
        bool Kucoin(string path, string body) => Code(wire.Kucoin("POST", path, body, key)) != "400007";

        Assert.Equal(
            (trades, transfers, earns),
            (Binance("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.1&price=1000"),
                Binance(Apply, $"coin=USDT&network=TRX&address={wire.AddressOf("kraken", "USDT", "tron")}&amount=100"),
                Binance("/sapi/v1/simple-earn/flexible/subscribe", "productId=SOL001&amount=1")));
        Assert.Equal(
            (trades, transfers, earns),
            (Kraken("AddOrder", "pair=XBTUSD&type=buy&ordertype=limit&price=1000&volume=0.1"),
                Kraken("Withdraw", "asset=USDT&key=binance-USDT-tron&amount=100"),
                Kraken("Earn/Allocate", "strategy_id=ESSOL00-FLEXI-SIMUL1&amount=1")));
        Assert.Equal(
            (trades, transfers),
            (Kucoin("/api/v1/hf/orders", """{"symbol":"BTC-USDT","side":"buy","type":"limit","price":"1000","size":"0.1","clientOid":"a"}"""),
                Kucoin("/api/v2/accounts/inner-transfer", """{"clientOid":"m","currency":"USDT","from":"trade","to":"main","amount":"1"}""")));

        JsonElement rights = wire.Binance("GET", "/sapi/v1/account/apiRestrictions", "", key)!.Value.Body;
        Assert.Equal((trades, transfers), (rights.GetProperty("enableSpotAndMarginTrading").GetBoolean(), rights.GetProperty("enableWithdrawals").GetBoolean()));
        List<string?> permissions = Result(wire.Kraken("GetApiKeyInfo", "", key)).GetProperty("permissions").EnumerateArray().Select(right => right.GetString()).ToList();
        Assert.Equal((trades, transfers, earns), (permissions.Contains("modify-trades"), permissions.Contains("withdraw-funds"), permissions.Contains("earn-funds")));
    }

    [Fact]
    public void Staking_leaves_the_balance_and_comes_back_to_it()
    {
        var wire = new FundingWire();
        const string earn = "/sapi/v1/simple-earn/";
        Assert.Equal((400, "-6018"), Refusal(wire.Binance("POST", earn + "flexible/subscribe", "productId=SOL001&amount=101", FundingWire.Earns)));
        Assert.Equal((400, "-6001"), Refusal(wire.Binance("POST", earn + "flexible/subscribe", "productId=Sol*30&amount=1", FundingWire.Earns)));
        wire.Binance("POST", earn + "flexible/subscribe", "productId=SOL001&amount=10", FundingWire.Earns);
        wire.Binance("POST", earn + "flexible/subscribe", "productId=SOL001&amount=5", FundingWire.Earns);
        Assert.Equal("85.00000000", Text(Coin(wire, "SOL"), "free"));
        Assert.Equal("15.00000000", Text(Row(wire.Binance("GET", earn + "flexible/position")), "totalAmount"));
        Assert.Equal("true", wire.Binance("POST", earn + "flexible/redeem", "productId=SOL001&amount=12", FundingWire.Earns)!.Value.Body.GetProperty("success").GetRawText());
        Assert.Equal("97.00000000", Text(Coin(wire, "SOL"), "free"));

        string position = Text(wire.Binance("POST", earn + "locked/subscribe", "projectId=Sol*30&amount=20", FundingWire.Earns)!.Value.Body, "positionId");
        wire.Binance("POST", earn + "locked/redeem", "positionId=" + position, FundingWire.Earns);
        Assert.Equal(("REDEEMING", "20.00000000"), (Text(Row(wire.Binance("GET", earn + "locked/position")), "status"), Text(Row(wire.Binance("GET", earn + "locked/position")), "redeemingAmt")));

        Result(wire.Kraken("Earn/Allocate", "strategy_id=ESSOL00-BONDE-SIMUL2&amount=10", FundingWire.Earns));
        Assert.Equal("EGeneral:Invalid arguments:amount", Error(wire.Kraken("Earn/Deallocate", "strategy_id=ESSOL00-BONDE-SIMUL2&amount=4", FundingWire.Earns)));
        Result(wire.Kraken("Earn/Deallocate", "strategy_id=ESSOL00-BONDE-SIMUL2&amount=10", FundingWire.Earns));
        JsonElement allocated = Result(wire.Kraken("Earn/Allocations")).GetProperty("items")[0].GetProperty("amount_allocated");
        Assert.Equal(1, allocated.GetProperty("unbonding").GetProperty("allocation_count").GetInt32());
        Assert.Equal("90.0000000000", Text(Result(wire.Kraken("Balance")), "SOL"));
    }

    [Fact]
    public void Fees_are_told_for_every_pair()
    {
        var wire = new FundingWire();
        JsonElement binance = Assert.Single(wire.Binance("GET", "/sapi/v1/asset/tradeFee", "symbol=BTCUSDT")!.Value.Body.EnumerateArray());
        Assert.Equal(("0.001", "0.001"), (Text(binance, "makerCommission"), Text(binance, "takerCommission")));
        Assert.Equal("0.1000", Text(Result(wire.Kraken("TradeVolume", "pair=XBTUSD")).GetProperty("fees").GetProperty("XXBTZUSD"), "fee"));
        Assert.Equal("0.001", Text(Data(wire.Kucoin("GET", "/api/v1/trade-fees?symbols=BTC-USDT"))[0], "takerFeeRate"));
    }

    [SkippableFact]
    public void Its_bodies_have_the_fields_of_the_documented_ones()
    {
        Skip.IfNot(Captures.Exist, "No captures here.");
        var wire = new FundingWire();
        string order = $"coin=USDT&network=TRX&address={wire.AddressOf("kraken", "USDT", "tron")}&amount=1001&withdrawOrderId=one";
        Shape.RequireLike("binance/rest_docs/Spot_Account_Withdraw.json", wire.Binance("POST", Apply, order)!.Value.Body);
        Shape.RequireLike("kraken/rest_docs/Spot_Account_Withdraw.json", wire.Kraken("Withdraw", "asset=USDT&key=kucoin-USDT-tron&amount=101")!.Value);
        Shape.RequireLike("kucoin/rest_docs/Spot_Account_UniversalTransfer.json", wire.Kucoin("POST", "/api/v3/accounts/universal-transfer", """{"clientOid":"m","type":"INTERNAL","currency":"USDT","fromAccountType":"TRADE","toAccountType":"MAIN","amount":"600"}""")!.Value);
        string body = $$"""{"currency":"USDT","toAddress":"{{wire.AddressOf("binance", "USDT", "tron")}}","amount":"500","chain":"trx"}""";
        Shape.RequireLike("kucoin/rest_docs/Spot_Account_Withdraw.json", wire.Kucoin("POST", "/api/v3/withdrawals", body)!.Value);
        wire.Pass(4);

        void Binance(string sample, string path, string parameters = "") => Shape.RequireLike($"binance/rest_docs/Spot_Account_{sample}.json", wire.Binance("GET", path, parameters)!.Value.Body);
        Binance("GetUserAssets", "/sapi/v1/capital/config/getall");
        Binance("GetWithdrawalHistory", History);
        Binance("GetWithdrawalAddresses", "/sapi/v1/capital/withdraw/address/list");
        Binance("GetDepositHistory", "/sapi/v1/capital/deposit/hisrec");
        Binance("GetDepositAddress", "/sapi/v1/capital/deposit/address", "coin=USDT&network=TRX");
        Binance("GetTradeFee", "/sapi/v1/asset/tradeFee");
        Binance("GetAPIKeyPermissions", "/sapi/v1/account/apiRestrictions");

        void Kraken(string sample, string method, string parameters = "", params string[] except) => Shape.RequireLike($"kraken/rest_docs/Spot_Account_{sample}.json", wire.Kraken(method, parameters)!.Value, except);
        Kraken("GetDepositMethods", "DepositMethods", "asset=USDT");
        Kraken("GetDepositAddresses", "DepositAddresses", "asset=USDT");
        Kraken("GetDepositStatus", "DepositStatus", "asset=USDT", "/result[]/status-prop");
        Kraken("GetWithdrawMethods", "WithdrawMethods");
        Kraken("GetWithdrawAddresses", "WithdrawAddresses");
        Kraken("GetWithdrawInfo", "WithdrawInfo", "asset=USDT&key=binance-USDT-tron&amount=100");
        Kraken("GetWithdrawalStatus", "WithdrawStatus");
        Kraken("GetTradeVolume", "TradeVolume", "pair=XBTUSD");
        Kraken("GetApiKeyInfo", "GetApiKeyInfo");

        void Kucoin(string sample, string path) => Shape.RequireLike($"kucoin/rest_docs/Spot_{sample}.json", wire.Kucoin("GET", path)!.Value);
        Kucoin("ExchangeData_GetAssets", "/api/v3/currencies");
        Kucoin("Account_GetWithdrawals", "/api/v1/withdrawals");
        Kucoin("Account_GetDeposits", "/api/v1/deposits");
        Kucoin("Account_GetDepositAddresses", "/api/v3/deposit-addresses?currency=USDT");
        Kucoin("Account_GetWithdrawalQuotas", "/api/v1/withdrawals/quotas?currency=USDT&chain=trx");
        Kucoin("Account_GetSymbolTradingFees", "/api/v1/trade-fees?symbols=BTC-USDT");
        Kucoin("Account_GetTransferable", "/api/v1/accounts/transferable?currency=USDT&type=MAIN");
        Kucoin("Account_GetAccounts", "/api/v1/accounts");
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

    private static JsonElement Result(JsonElement? answer)
    {
        Assert.Equal("[]", answer!.Value.GetProperty("error").GetRawText());
        return answer.Value.GetProperty("result");
    }

    private static string Error(JsonElement? answer) => answer!.Value.GetProperty("error") is { } errors && errors.GetArrayLength() > 0 ? errors[0].GetString()! : "";

    private static JsonElement Data(JsonElement? answer)
    {
        Assert.Equal("200000", Code(answer));
        return answer!.Value.GetProperty("data");
    }

    private static string Code(JsonElement? answer) => Text(answer!.Value, "code");

    private static (int Status, string Code) Refusal((int Status, JsonElement Body)? answer) => (answer!.Value.Status, Text(answer.Value.Body, "code"));

    private static JsonElement Row((int Status, JsonElement Body)? answer) => Assert.Single(answer!.Value.Body.GetProperty("rows").EnumerateArray());

    private static JsonElement Coin(FundingWire wire, string coin)
        => wire.Binance("GET", "/sapi/v1/capital/config/getall")!.Value.Body.EnumerateArray().Single(each => Text(each, "coin") == coin);

    private static List<JsonElement> WithdrawalsOf(FundingWire wire, string id) => wire.Binance("GET", History, "withdrawOrderId=" + id)!.Value.Body.EnumerateArray().ToList();
}
